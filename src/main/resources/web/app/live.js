// The live feed. It is let go while the tab is hidden: browsers keep only six connections to one host.
const listeners = new Set();
let source = null;
let state = 'connecting';
let retry = 0;

export function listen(listener) {
  listeners.add(listener);
}

export function connection() {
  return state;
}

function tell(type, data) {
  for (const listener of listeners) listener(type, data);
}

function become(next) {
  if (next !== state) {
    state = next;
    tell('connection', next);
  }
}

function open() {
  if (source || document.hidden) return;
  source = new EventSource('/api/v1/live');
  source.addEventListener('hello', event => {
    retry = 0;
    const again = state !== 'connecting';
    become('live');
    tell('traffic', { lastMinute: JSON.parse(event.data).traffic, ended: [] });
    if (again) tell('refresh', {});
  });
  for (const type of ['alert', 'traffic', 'refresh']) {
    source.addEventListener(type, event => tell(type, JSON.parse(event.data)));
  }
  source.onerror = () => {
    become('lost');
    if (source?.readyState === EventSource.CLOSED) {
      close();
      retry = Math.min(retry + 1, 6);
      setTimeout(open, 1000 * 2 ** retry);
    }
  };
}

function close() {
  source?.close();
  source = null;
}

export function start() {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      close();
      state = 'paused';
    } else {
      open();
    }
  });
  addEventListener('pagehide', close);
  open();
}
