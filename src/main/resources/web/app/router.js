// Addresses: every view, filter and selection is in the address, so that it can be shared.
const listeners = new Set();

export function route() {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

export function onRoute(listener) {
  listeners.add(listener);
}

function changed() {
  for (const listener of listeners) listener();
}

export function go(address, { replace = false } = {}) {
  if (address === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  changed();
}

/** The present address with some of its query changed; null takes a parameter away. */
export function address(changes, { path = location.pathname, keep = true } = {}) {
  const query = new URLSearchParams(keep ? location.search : '');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  return path + (query.size ? '?' + query : '');
}

/** Changes the query without a new entry in the history. */
export function setQuery(changes) {
  go(address(changes), { replace: true });
}

export function start() {
  addEventListener('popstate', changed);
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href);
    if (link.target || link.hasAttribute('download') || to.origin !== location.origin || /^\/(api|lib|app|login|logout|metrics|healthz|readyz)/.test(to.pathname)) return;
    event.preventDefault();
    if (to.hash && to.pathname === location.pathname) return;
    go(to.pathname + to.search);
    scrollTo(0, 0);
  });
}
