// One chart of uPlot, drawn from a panel and its series.
import uPlot from '/lib/uplot/uPlot.esm.js';
import { html, render, nothing } from '/lib/lit-html/lit-html.js';
import { clock, compact, millis, number, percent } from '/app/format.js';
import { go } from '/app/router.js';

const UNITS = { count: [compact, number], percent: [percent, percent], millis: [millis, millis] };
const SYNC = uPlot.sync('time');
const charts = new Set();

/** A colour of the theme as the canvas needs it, whatever light-dark() makes of it now. */
function colour(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function faded(found, alpha) {
  return found.replace(/^rgba?\((\d+), (\d+), (\d+).*$/, `rgba($1, $2, $3, ${alpha})`);
}

class Chart extends HTMLElement {
  #plot = null;
  #model = null;
  #shape = '';
  #resize = new ResizeObserver(() => this.#fit());

  /** {panel, range, times (seconds), series: [{label, colour, values}], marks} */
  set model(model) {
    this.#model = model;
    if (this.isConnected) this.#update();
  }

  connectedCallback() {
    charts.add(this);
    this.#resize.observe(this);
    if (this.#model) this.#update();
  }

  disconnectedCallback() {
    charts.delete(this);
    this.#resize.disconnect();
    this.#drop();
  }

  redraw() {
    this.#drop();
    if (this.#model) this.#update();
  }

  #drop() {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #data() {
    const { panel, times, series } = this.#model;
    const rows = series.map(s => s.values);
    if (panel.draw !== 'stacked') return [times, ...rows];
    const sums = times.map(() => 0);
    return [times, ...rows.map(row => row.map((value, i) => (sums[i] += value ?? 0)))];
  }

  #update() {
    const { panel, series } = this.#model;
    const shape = JSON.stringify([panel.title, series.map(s => s.label)]);
    if (this.#plot && shape === this.#shape) {
      this.#plot.setData(this.#data());
    } else if (this.clientWidth > 0) {
      this.#drop();
      this.#shape = shape;
      const place = document.createElement('div');
      place.className = 'plot';
      this.replaceChildren(place);
      this.#plot = new uPlot(this.#options(), this.#data(), place);
    }
    this.#note();
  }

  #note() {
    const silent = this.#model.series.every(s => s.values.every(value => !value));
    let note = this.querySelector('.nothing');
    if (silent && !note) {
      note = document.createElement('div');
      note.className = 'nothing';
      this.append(note);
    }
    if (note) note.textContent = silent ? this.#model.panel.nothing ?? 'nothing in this range' : '';
  }

  #fit() {
    if (this.#plot) this.#plot.setSize({ width: this.clientWidth, height: this.clientHeight });
    else if (this.#model) this.#update();
  }

  #options() {
    const { panel, series, range } = this.#model;
    const [axisText] = UNITS[panel.unit];
    const axis = { stroke: colour('faint'), grid: { stroke: colour('grid'), width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif' };
    return {
      width: this.clientWidth,
      height: this.clientHeight,
      legend: { show: false },
      padding: [8, 22, 0, 0],
      scales: { x: { time: true }, y: { range: (plot, least, most) => [0, Math.max(most * 1.08, panel.unit === 'percent' ? 0.05 : 1)] } },
      axes: [{ ...axis, space: 70, size: 26, values: (plot, ticks, a, b, step) => ticks.map(tick => this.#tick(tick, step)) },
        { ...axis, size: 58, values: (plot, ticks) => ticks.map(axisText) }],
      cursor: { sync: { key: SYNC.key, setSeries: false }, points: { size: 6 }, drag: { x: true, y: false, setScale: false }, y: false },
      series: [{}, ...series.map(s => this.#line(s))],
      bands: panel.draw === 'stacked' ? series.slice(1).map((s, i) => ({ series: [i + 2, i + 1] })) : [],
      hooks: {
        setCursor: [plot => this.dispatchEvent(new CustomEvent('point', { detail: plot.cursor.idx ?? null }))],
        setSelect: [plot => this.#selected(plot, range)],
        draw: [plot => this.#marks(plot)],
      },
    };
  }

  #tick(seconds, step) {
    const time = new Date(seconds * 1000);
    return step >= 86400 || (time.getHours() === 0 && time.getMinutes() === 0 && step > 3600)
      ? time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
      : time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  }

  #line(series) {
    const stroke = colour('c-' + series.colour);
    const stacked = this.#model.panel.draw === 'stacked';
    return {
      label: series.label, stroke, width: 1.5, spanGaps: false,
      fill: stacked ? faded(stroke, 0.22) : undefined,
      points: { show: (plot, index, from, to) => !stacked && to - from < 90, size: 4 },
    };
  }

  #selected(plot, range) {
    if (plot.select.width < 8) return;
    const at = x => new Date(plot.posToVal(x, 'x') * 1000);
    const from = at(plot.select.left);
    const to = new Date(Math.max(at(plot.select.left + plot.select.width), from.getTime() + range.stepMinutes * 60000));
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    const query = new URLSearchParams(location.search);
    query.delete('range');
    query.set('from', from.toISOString());
    query.set('to', to.toISOString());
    go(location.pathname + '?' + query);
  }

  #marks(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    for (const mark of this.#model.marks ?? []) {
      const x = plot.valToPos(Date.parse(mark.at) / 1000, 'x', true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      const stroke = colour(mark.severity);
      ctx.strokeStyle = faded(stroke, 0.55);
      ctx.fillStyle = stroke;
      ctx.setLineDash([3, 3]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.beginPath();
      ctx.moveTo(x - 5, bbox.top - 4);
      ctx.lineTo(x + 5, bbox.top - 4);
      ctx.lineTo(x, bbox.top + 4);
      ctx.fill();
    }
    ctx.restore();
  }
}

customElements.define('v-chart', Chart);

function redrawAll() {
  charts.forEach(chart => chart.redraw());
}
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
addEventListener('themechange', redrawAll);

function value(series, index, panel) {
  const shown = UNITS[panel.unit][1];
  if (index !== null) return shown(series.values[index]);
  const known = series.values.filter(v => v !== null);
  if (known.length === 0) return '–';
  return shown(known.reduce((a, b) => a + b, 0) / known.length);
}

/** Below a chart: what each line is, with its value under the cursor or its mean. */
export function drawLegend(place, model, index) {
  const { panel, series, times } = model;
  render(html`${series.map(s => html`<span><i class="swatch-${s.colour}"></i>${s.label} <b>${value(s, index, panel)}</b></span>`)}
    <span class="at">${index === null ? 'mean' : clock(new Date(times[index] * 1000).toISOString())}</span>${nothing}`, place);
}
