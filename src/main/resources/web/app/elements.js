// Elements with a life of their own: long texts, copy buttons, times that grow older.
import { html, render, nothing } from '/lib/lit-html/lit-html.js';
import { icon } from '/app/icons.js';
import { indented, pieces } from '/app/text.js';
import { ago, clock, exact, whole } from '/app/format.js';

/** A text that may be long. It is cut, and shows all when asked to. */
class LongText extends HTMLElement {
  #value = '';
  #all = false;
  limit = 1200;
  lines = 24;

  set value(value) {
    if (value !== this.#value) {
      this.#value = value;
      this.#all = false;
      if (this.isConnected) this.draw();
    }
  }

  get value() {
    return this.#value;
  }

  shape(text) {
    return text;
  }

  connectedCallback() {
    this.draw();
  }

  draw() {
    const text = this.shape(String(this.#value ?? ''));
    const cut = this.#all ? text : this.#cut(text);
    render(html`<div class="text">${pieces(cut)}${cut.length < text.length ? '…' : nothing}</div>
      ${cut.length < text.length ? html`<button class="bare" @click=${() => this.#show(true)}>show all ${whole(text.length)} characters</button>` : nothing}
      ${this.#all && this.#cut(text).length < text.length ? html`<button class="bare" @click=${() => this.#show(false)}>show less</button>` : nothing}`, this);
  }

  #show(all) {
    this.#all = all;
    this.draw();
  }

  #cut(text) {
    let end = Math.min(text.length, this.limit);
    let at = -1;
    for (let line = 0; line < this.lines; line++) {
      at = text.indexOf('\n', at + 1);
      if (at < 0 || at >= end) break;
      if (line === this.lines - 1) end = at;
    }
    // A little more than the limit is shown at once: a button for ten characters helps nobody.
    return text.length - end < 80 ? text : text.slice(0, end);
  }
}

/** A text that is JSON, or looks like it. */
class JsonText extends LongText {
  shape(text) {
    return indented(text);
  }
}

class CopyButton extends HTMLElement {
  value = '';
  label = 'Copy';

  connectedCallback() {
    render(html`<button type="button" title=${this.label} aria-label=${this.label} @click=${event => this.#copy(event)}>${icon('copy')}</button>`, this);
  }

  async #copy(event) {
    event.preventDefault();
    event.stopPropagation();
    try {
      await navigator.clipboard.writeText(this.value);
      toast('Copied');
    } catch {
      toast('The browser does not let this page copy; select the text instead.');
    }
  }
}

const times = new Set();

/** How long ago; the exact time is in its title. */
class RelativeTime extends HTMLElement {
  #value = '';

  set value(value) {
    this.#value = value;
    if (value) this.title = exact(value);
    this.draw();
  }

  connectedCallback() {
    times.add(this);
    this.draw();
  }

  disconnectedCallback() {
    times.delete(this);
  }

  draw() {
    if (!this.#value) return;
    const text = this.hasAttribute('both') ? `${clock(this.#value)} · ${ago(this.#value)}` : ago(this.#value);
    if (text !== this.textContent) this.textContent = text;
  }
}

setInterval(() => times.forEach(time => time.draw()), 5000);

let toastTimer = 0;
export function toast(text) {
  render(html`<p>${text}</p>`, document.getElementById('toast'));
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => render(nothing, document.getElementById('toast')), 3500);
}

customElements.define('v-text', LongText);
customElements.define('v-json', JsonText);
customElements.define('v-copy', CopyButton);
customElements.define('v-time', RelativeTime);
