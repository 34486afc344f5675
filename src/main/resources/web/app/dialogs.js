// What people do about alerts: acknowledge, resolve, silence.
import { html, render, nothing } from '/lib/lit-html/lit-html.js';
import { send, segment } from '/app/api.js';
import { toast } from '/app/elements.js';
import { t } from '/app/text.js';

const DURATIONS = [['30', '30 minutes'], ['60', '1 hour'], ['240', '4 hours'], ['480', '8 hours'], ['1440', '1 day'], ['10080', '7 days'], ['43200', '30 days']];
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
    <label>Your name <input name="by" maxlength="80" .value=${author()} placeholder="shown in the history"></label>
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
