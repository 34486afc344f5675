// Numbers, times and sizes as people read them.
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const THREE = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const EXACT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
export const DASH = '–';

/** 980 · 12,345 · 1.23 M; a number that was not given is a dash. */
export function number(value) {
  if (value === null || value === undefined) return DASH;
  const size = Math.abs(value);
  if (size >= 1e9) return THREE.format(value / 1e9) + ' G';
  if (size >= 1e6) return THREE.format(value / 1e6) + ' M';
  if (size >= 100 || Number.isInteger(value)) return WHOLE.format(value);
  return THREE.format(value);
}

/** For an axis: 1.2k, 3M. */
export function compact(value) {
  const size = Math.abs(value);
  if (size >= 1e6) return THREE.format(value / 1e6) + 'M';
  if (size >= 1e4) return THREE.format(value / 1e3) + 'k';
  return THREE.format(value);
}

export function whole(value) {
  return WHOLE.format(value);
}

export function percent(ratio) {
  if (ratio === null || ratio === undefined || Number.isNaN(ratio)) return DASH;
  const value = ratio * 100;
  return (value > 0 && value < 0.1 ? '<0.1' : value >= 10 || value === 0 ? value.toFixed(0) : value.toFixed(1)) + ' %';
}

function usd(value) {
  return value > 0 && value < 0.01 ? '< $0.01' : '$' + value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

// A cost with how sure it is: worked out from list prices, or without the calls whose price nobody knows.
export function cost(usdValue, estimated, unpriced) {
  if (usdValue === null || usdValue === undefined) return 'unknown';
  return (estimated ? '≈ ' : '') + usd(usdValue) + (unpriced ? ' +' : '');
}

export function costTitle(estimated, unpriced) {
  const notes = [];
  if (estimated) notes.push('estimated from tokens and list prices, where no cost was reported');
  if (unpriced) notes.push(`without ${plural(unpriced, 'call')} of unknown cost`);
  return notes.join('; ') || 'as the senders reported it';
}

export function millis(value) {
  return value === null || value === undefined ? DASH : duration(value * 1e6);
}

/** From nanoseconds. */
export function duration(nanos) {
  if (nanos === null || nanos === undefined) return DASH;
  if (nanos === 0) return '0';
  if (nanos < 1e3) return `${nanos} ns`;
  if (nanos < 1e6) return `${THREE.format(nanos / 1e3)} µs`;
  if (nanos < 1e9) return `${THREE.format(nanos / 1e6)} ms`;
  if (nanos < 60e9) return `${THREE.format(nanos / 1e9)} s`;
  const seconds = Math.round(nanos / 1e9);
  if (seconds < 3600) return two(seconds, 60, 'min', 's');
  if (seconds < 86400) return two(Math.floor(seconds / 60), 60, 'h', 'min');
  return two(Math.floor(seconds / 3600), 24, 'd', 'h');
}

function two(value, size, large, small) {
  return `${Math.floor(value / size)} ${large}` + (value % size ? ` ${value % size} ${small}` : '');
}

export function bytes(value) {
  for (const unit of ['B', 'kB', 'MB', 'GB']) {
    if (value < 1000) return `${THREE.format(value)} ${unit}`;
    value /= 1000;
  }
  return `${THREE.format(value)} TB`;
}

export function ago(iso, now = Date.now()) {
  const seconds = Math.round((now - Date.parse(iso)) / 1000);
  if (seconds < -5) return 'in ' + span(-seconds);
  return seconds < 5 ? 'now' : span(seconds) + ' ago';
}

function span(seconds) {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

/** The time of day; with its day when that is not today. */
export function clock(iso) {
  const time = new Date(iso);
  const day = time.toDateString() === new Date().toDateString() ? '' : DAY.format(time) + ' ';
  return day + CLOCK.format(time);
}

export function exact(iso) {
  return `${EXACT.format(new Date(iso))} (${iso})`;
}

export function plural(count, one, many = one + 's') {
  return `${number(count)} ${count === 1 ? one : many}`;
}
