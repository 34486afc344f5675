// The frame: finds the page for an address, loads what it needs, draws it, and keeps it fresh.
import { html, render, nothing } from '/lib/lit-html/lit-html.js';
import { get } from '/app/api.js';
import * as live from '/app/live.js';
import * as router from '/app/router.js';
import { icon } from '/app/icons.js';
import { empty } from '/app/parts.js';
import { overview } from '/app/pages/overview.js';
import { alerts } from '/app/pages/alerts.js';
import { alert } from '/app/pages/alert.js';
import { silences } from '/app/pages/silences.js';
import { brakes } from '/app/pages/brakes.js';
import { traces } from '/app/pages/traces.js';
import { trace } from '/app/pages/trace.js';
import { session } from '/app/pages/session.js';
import { agents } from '/app/pages/agents.js';
import { agent } from '/app/pages/agent.js';
import { rules } from '/app/pages/rules.js';
import { coverage } from '/app/pages/coverage.js';
import { health } from '/app/pages/health.js';
import { connect } from '/app/pages/connect.js';

const PAGES = [
  [/^\/$/, overview], [/^\/alerts$/, alerts], [/^\/alerts\/([^/]+)$/, alert], [/^\/silences$/, silences], [/^\/brakes$/, brakes],
  [/^\/traces$/, traces], [/^\/traces\/([^/]+)$/, trace], [/^\/session$/, session], [/^\/agents$/, agents], [/^\/agent$/, agent],
  [/^\/rules$/, rules], [/^\/coverage$/, coverage], [/^\/health$/, health], [/^\/setup$/, connect],
];
const NAVIGATION = [
  ['/', 'Overview', 'overview'], ['/alerts', 'Alerts', 'bell'], ['/traces', 'Traces', 'traces'],
  ['/agents', 'Agents & tools', 'agent'], ['/rules', 'Rules', 'rules'], ['/coverage', 'Coverage', 'eye'], ['/health', 'Health', 'health'], ['/setup', 'Connect', 'plug'],
];
const THEMES = ['auto', 'light', 'dark'];
const root = document.getElementById('app');
const site = { setup: { version: '', httpEndpoint: '', grpcEndpoint: '', signIn: false, senderToken: false, guides: [] }, open: null, worst: null };
let current = null;
let drawing = false;
let loading = null;

class View {
  constructor(page, match) {
    this.page = page;
    this.id = match[1];
    this.data = null;
    this.error = null;
    this.ui = {};
    this.site = site;
  }

  get query() {
    return router.route().query;
  }

  redraw() {
    if (this === current) draw();
  }

  /** Loads again. Calls that come while one is under way are answered by one more load after it. */
  async reload() {
    if (this !== current) return;
    loading?.abort();
    loading = new AbortController();
    const { signal } = loading;
    this.busy = true;
    draw();
    try {
      const data = await this.page.load(this, signal);
      if (signal.aborted) return;
      this.data = data;
      this.error = null;
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
    }
    this.busy = false;
    this.loadedAt = Date.now();
    draw();
  }

  /** Loads again soon, but not more often than every so many milliseconds. */
  reloadWithin(millis) {
    if (this.timer) return;
    const wait = Math.max(150, millis - (Date.now() - (this.loadedAt ?? 0)));
    this.timer = setTimeout(() => {
      this.timer = 0;
      if (!document.hidden && !this.busy) this.reload();
    }, wait);
  }
}

function navigate() {
  const { path } = router.route();
  const found = PAGES.map(([pattern, page]) => [path.match(pattern), page]).find(([match]) => match);
  if (!found) {
    current = null;
    draw();
    return;
  }
  const [match, page] = found;
  if (current?.page !== page || current.id !== match[1]) {
    clearTimeout(current?.timer);
    current = new View(page, match);
  } else if (page.sameData?.(current)) {
    draw();
    return;
  }
  current.reload();
}

function draw() {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    render(shell(), root);
    const title = current?.data ? current.page.title(current) : current?.page.name ?? 'Not found';
    document.title = `${site.open ? `(${site.open}) ` : ''}${title} · Vedette`;
  });
}

function body() {
  if (!current) return empty('There is no such page.', html`Go to the <a href="/">overview</a>.`);
  const { data, error, page } = current;
  const banner = error && data ? html`<p class="banner bad" role="alert">${icon('high')} ${error.message} What you see may be old. <button @click=${() => current.reload()}>Try again</button></p>` : nothing;
  if (data) return html`${banner}${page.view(current)}`;
  if (error) return empty(error.message, html`${error.detail ?? ''} <p><button @click=${() => current.reload()}>Try again</button></p>`);
  return nothing;
}

function isHere(path) {
  const here = router.route().path;
  return path === '/' ? here === '/' : here.startsWith(path) || (path === '/agents' && here === '/agent') || (path === '/traces' && here === '/session') || (path === '/alerts' && ['/silences', '/brakes'].includes(here));
}

function shell() {
  const states = { live: ['live', 'live'], lost: ['lost', 'connection lost, trying again'], connecting: ['', 'connecting'], paused: ['', 'paused'] };
  const [look, words] = states[live.connection()];
  return html`<div class="progress ${current?.busy && !current.loadedAt ? 'on' : ''}"></div>
  <div class="shell">
    <aside class="side">
      <a class="brand" href="/"><img src="/app/icon.svg" alt=""><span>Vedette</span></a>
      <nav aria-label="Pages">${NAVIGATION.map(([path, label, drawing]) => html`<a href=${path} aria-current=${isHere(path) ? 'page' : nothing}>
        ${icon(drawing)}${label}${path === '/alerts' && site.open ? html`<span class="count ${site.worst}" title="open alerts">${site.open}</span>` : nothing}</a>`)}</nav>
      <div class="foot">
        <span class="connection" title=${words}><span class="dot ${look}"></span><span>${words}</span></span>
        <button @click=${nextTheme} title="Change the colours">${theme()} colours</button>
        ${site.setup.signIn ? html`<button @click=${signOut}>Sign out</button>` : nothing}
        <span>${site.setup.version}</span>
      </div>
    </aside>
    <main class="page" id="page">${body()}</main>
  </div>`;
}

async function signOut() {
  await fetch('/logout', { method: 'POST' }).catch(() => {});
  location.assign('/login');
}

function theme() {
  return localStorage.getItem('theme') ?? 'auto';
}

function nextTheme() {
  localStorage.setItem('theme', THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  applyTheme();
  draw();
}

function applyTheme() {
  if (theme() === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme();
  dispatchEvent(new Event('themechange'));
}

/** How many alerts are open, for the side bar and the tab. */
async function countOpen() {
  try {
    const { alerts: open } = await get('alerts', { state: 'open', limit: 1000 });
    const loud = open.filter(one => !one.silenced);
    site.open = loud.length;
    site.worst = ['critical', 'high', 'medium', 'low', 'info'].find(level => loud.some(one => one.severity === level)) ?? 'info';
    draw();
  } catch {
    // The page itself says when the server is not there.
  }
}

function onLive(type, data) {
  if (type === 'connection') draw();
  if (type === 'alert' || type === 'refresh') countOpen();
  current?.page.onLive?.(current, type, data);
}

function onKey(event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    const search = document.querySelector('main input[type="search"]');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if (!typing) {
    current?.page.onKey?.(current, event);
  }
}

applyTheme();
router.onRoute(navigate);
router.start();
live.listen(onLive);
live.start();
addEventListener('keydown', onKey);
get('setup').then(setup => {
  site.setup = setup;
  draw();
}).catch(() => {});
countOpen();
navigate();
