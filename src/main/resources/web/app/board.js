// A board is data: panels over named series. See dashboards/*.json.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { directive, Directive } from '/lib/lit-html/directive.js';
import { get } from '/app/api.js';
import { drawLegend } from '/app/chart.js';

const boards = new Map();

/** A board and its series, for everything or for one agent. */
export async function loadBoard(id, range, filters = {}, signal = undefined) {
  if (!boards.has(id)) boards.set(id, await get('boards/' + id, {}, signal));
  const board = boards.get(id);
  const names = [...new Set(board.panels.flatMap(panel => panel.series.map(series => series.name)))];
  const answer = await get('series', { names: names.join(','), ...range, ...filters }, signal);
  return { board, ...answer };
}

function model(panel, { range, series }, marks) {
  const step = range.stepMinutes * 60;
  const start = Date.parse(range.from) / 1000;
  const scale = panel.perMinute ? 1 / range.stepMinutes : 1;
  const lines = panel.series.map(line => ({ ...line, values: series[line.name].map(v => (v === null ? null : v * scale)) }))
    .filter(line => !line.hideWhenEmpty || line.values.some(Boolean));
  const points = lines[0]?.values.length ?? 0;
  return { panel, range, marks, series: lines, times: Array.from({ length: points }, (_, i) => start + i * step) };
}

function panelView(panel, loaded, marks) {
  const drawn = model(panel, loaded, marks);
  const legend = element => element && drawLegend(element, drawn, null);
  return html`<section class="card">
    <header title=${panel.help ?? nothing}><h2>${panel.title}</h2><span class="dim hide-small">${panel.help ?? nothing}</span></header>
    <v-chart role="img" aria-label="${panel.title}: ${panel.help ?? ''}" .model=${drawn}
      @point=${event => drawLegend(event.target.nextElementSibling, drawn, event.detail)}></v-chart>
    <div class="legend" ${tail(legend)}></div>
  </section>`;
}

export function boardView(loaded, marks = []) {
  return html`<div class="grid two">${loaded.board.panels.map(panel => panelView(panel, loaded, marks))}</div>`;
}


/** Calls back with the element each time it is rendered. */
const tail = directive(class extends Directive {
  render() {
    return nothing;
  }

  update(part, [callback]) {
    callback(part.element);
    return nothing;
  }
});
