// What people do about alerts and agents: acknowledge, resolve, silence, brake.
import { html, render, nothing } from '/lib/lit-html/lit-html.js';
import { send, segment } from '/app/api.js';
import { toast } from '/app/elements.js';
import { t } from '/app/text.js';

const DURATIONS = [['30', '30 minutes'], ['60', '1 hour'], ['240', '4 hours'], ['480', '8 hours'], ['1440', '1 day'], ['10080', '7 days'], ['43200', '30 days']];
const BRAKE_DURATIONS = [['5', '5 minutes'], ['15', '15 minutes'], ['30', '30 minutes'], ['60', '1 hour'], ['240', '4 hours'], ['1440', '24 hours']];
export const LEVELS = [
  ['slow', 'Slow', 'a pause before every call of a model'],
  ['ask', 'Ask', 'a person must agree to every consequential tool call'],
  ['read_only', 'Read only', 'no consequential tool is called'],
  ['stop', 'Stop', 'runs end now, and none begins'],
];
const dialog = document.getElementById('dialog');

function author() {
  return localStorage.getItem('author') ?? '';
}

function open(title, fields, button, act) {
  let error = null;
  const submit = async event => {
    event.preventDefault();
    const form = new FormData(event.target);
    const by = form.get('by').trim();
    localStorage.setItem('author', by);
    try {
      await act(form, by || undefined);
      dialog.close();
    } catch (problem) {
      error = problem;
      draw();
    }
  };
  const draw = () => render(html`<form @submit=${submit}>
    <h2>${title}</h2>
    ${fields}
    <label>Your name <input name="by" maxlength="80" .value=${author()} placeholder="shown to others"></label>
    ${error ? html`<p class="sev critical" role="alert">${error.message} ${error.detail}</p>` : nothing}
    <div class="buttons"><button type="button" @click=${() => dialog.close()}>Cancel</button><button class="primary">${button}</button></div>
  </form>`, dialog);
  render(nothing, dialog);
  draw();
  dialog.showModal();
}

export function acknowledge(alert, done) {
  open('Acknowledge: somebody is on it', html`<p class="dim">The alert stays in the list and tells nobody again unless it gets worse.</p>
    <label>Note <textarea name="note" maxlength="1000" placeholder="what you know, where you look"></textarea></label>`, 'Acknowledge', async (form, by) => {
    await send('POST', `alerts/${segment(alert.fingerprint)}/acknowledge`, { by, note: form.get('note') });
    toast('Acknowledged');
    done();
  });
}

export function resolve(alert, done) {
  open('Resolve: it is over', html`<p class="dim">If it is found again, the alert opens again.</p>
    <label>Note <textarea name="note" maxlength="1000" placeholder="what it was"></textarea></label>`, 'Resolve', async (form, by) => {
    await send('POST', `alerts/${segment(alert.fingerprint)}/resolve`, { by, note: form.get('note') });
    toast('Resolved');
    done();
  });
}

export function silence(labels, done) {
  const entries = Object.entries(labels).filter(([name]) => name !== 'severity').sort();
  open('Silence: tell nobody for a while', html`<p class="dim">Alerts are still raised and shown. A silence always ends.</p>
    <fieldset><legend>Alerts that have all of</legend>
      ${entries.map(([name, value]) => html`<label class="check"><input type="checkbox" name="label" value=${name} checked> ${t(name)} = ${t(value)}</label>`)}
    </fieldset>
    <label>For <select name="minutes">${DURATIONS.map(([minutes, label]) => html`<option value=${minutes} ?selected=${minutes === '240'}>${label}</option>`)}</select></label>
    <label>Why <textarea name="comment" maxlength="1000" placeholder="so that the next on call knows"></textarea></label>`, 'Silence', async (form, by) => {
    const matchers = form.getAll('label').map(label => ({ label, value: labels[label] }));
    await send('POST', 'silences', { matchers, durationMinutes: Number(form.get('minutes')), comment: form.get('comment'), by });
    toast('Silenced');
    done();
  });
}

/** Whom a brake can be for: names that are known here, and everybody. */
export function brake(targets, done) {
  const known = targets.filter(([, key]) => key);
  open('Brake: hold agents back', html`<p class="dim">Heeded by agents on Vedette's own runtime, within seconds. A brake always ends.</p>
    <fieldset><legend>How hard</legend>
      ${LEVELS.map(([level, label, words]) => html`<label class="check"><input type="radio" name="level" value=${level} ?checked=${level === 'stop'} ?autofocus=${level === 'stop'}><span><b>${label}</b>: ${words}</span></label>`)}
    </fieldset>
    ${known.length ? html`<fieldset><legend>Whom</legend>
      ${known.map(([scope, key], i) => html`<label class="check"><input type="radio" name="target" value=${i} ?checked=${i === 0}><span>${scope} <b>${t(key, 120)}</b></span></label>`)}
      <label class="check"><input type="radio" name="target" value="all"><span>everybody</span></label>
    </fieldset>` : html`<label>Whom <select name="scope">
      <option value="agent">the agent named</option><option value="session">the session</option><option value="tenant">the tenant</option><option value="run">the run</option><option value="all">everybody</option></select></label>
    <label>Name <input name="key" maxlength="500" placeholder="exactly as telemetry has it; none for everybody"></label>`}
    <label>For <select name="minutes">${BRAKE_DURATIONS.map(([minutes, label]) => html`<option value=${minutes} ?selected=${minutes === '30'}>${label}</option>`)}</select></label>
    <label>Why <textarea name="reason" maxlength="500" placeholder="so that the next on call knows"></textarea></label>`, 'Set the brake', async (form, by) => {
    const chosen = form.get('target');
    const [scope, key] = known.length ? (chosen === 'all' ? ['all', ''] : known[Number(chosen)]) : [form.get('scope'), form.get('scope') === 'all' ? '' : form.get('key')];
    await send('POST', 'brakes', { scope, key, level: form.get('level'), durationMinutes: Number(form.get('minutes')), reason: form.get('reason'), by });
    toast('The brake is set');
    done();
  });
}
