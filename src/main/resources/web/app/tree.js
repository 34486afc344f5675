// The rows of a waterfall: spans as they hang together, and rows for what holds them together but was not sent.

/** The same row in every drawing; span ids are only their trace's own. */
export function keyOf(row) {
  return row.span.traceId + row.span.spanId;
}

function started(row) {
  return BigInt(row.span.startEpochNanos) + BigInt(row.shiftNanos ?? 0);
}

/** From when to when some rows lasted, on the clocks they are drawn by. */
export function extent(rows) {
  let from = null;
  let to = null;
  for (const row of rows) {
    const start = started(row);
    const end = start + BigInt(row.span.durationNanos);
    if (from === null || start < from) from = start;
    if (to === null || end > to) to = end;
  }
  return { from: from ?? 0n, to: to ?? 0n };
}

/** A row that is no span; its times are those of the rows below it. */
export function frame(kind, id, name, below, depth, more = {}) {
  const { from, to } = extent(below);
  const span = { traceId: below[0]?.span.traceId ?? '', spanId: id, name, operation: kind, subject: null, agent: '', service: '', error: false, sightings: [], startEpochNanos: String(from), durationNanos: Number(to - from) };
  return { frame: kind, link: kind, depth, descendants: below.length, shiftNanos: 0, span, ...more };
}

/** The rows with a named gap above those whose parent was not received. */
export function withGaps(rows) {
  const out = [];
  for (let i = 0; i < rows.length;) {
    const missing = rows[i].missingParentId;
    let end = i + 1 + rows[i].descendants;
    if (!missing) {
      while (i < end) out.push(rows[i++]);
      continue;
    }
    while (end < rows.length && rows[end].missingParentId === missing) end += 1 + rows[end].descendants;
    const below = rows.slice(i, end).map(row => ({ ...row, depth: row.depth + 1 }));
    out.push(frame('gap', missing, 'parent not received', below, 0));
    for (const row of below) out.push(row);
    i = end;
  }
  return out;
}

/** What the drawing needs, made once: places in time in nanoseconds from the start. */
export function timeline(rows) {
  const { from, to } = extent(rows);
  return { offsets: rows.map(row => Number(started(row) - from)), length: Math.max(1, Number(to - from)) };
}

/** The traces of a session under each other, and the time they took with the idle time between them left out. */
export function joined(parts) {
  const rows = [];
  const offsets = [];
  let base = null;
  let busyUntil = null;
  for (const { trace, rows: own, cut } of parts) {
    const below = withGaps(own).map(row => ({ ...row, depth: row.depth + 1 }));
    const begun = BigInt(Date.parse(trace.start)) * 1000000n;
    const { from, to } = below.length ? extent(below) : { from: begun, to: begun + BigInt(trace.durationNanos) };
    base ??= from;
    const idle = busyUntil !== null && from > busyUntil ? from - busyUntil : 0n;
    base += idle;
    busyUntil = busyUntil === null || to > busyUntil ? to : busyUntil;
    const head = frame('trace', trace.traceId, trace.name, below, 0, { trace, cut, idleNanos: Number(idle) });
    if (!below.length) head.span = { ...head.span, traceId: trace.traceId, startEpochNanos: String(from), durationNanos: trace.durationNanos };
    for (const row of [head, ...below]) {
      rows.push(row);
      offsets.push(Number(started(row) - base));
    }
  }
  const length = rows.reduce((most, row, i) => Math.max(most, offsets[i] + row.span.durationNanos), 1);
  return { rows, time: { offsets, length } };
}

/** The indices of the rows that are not folded away. */
export function visible(rows, folded) {
  const out = [];
  for (let i = 0; i < rows.length; i++) {
    out.push(i);
    if (folded.has(keyOf(rows[i]))) i += rows[i].descendants;
  }
  return out;
}

/** Prepares a view for the waterfall; `select` is called with the row that somebody chose. */
export function unfold(view, rows, time, select) {
  const { ui } = view;
  ui.rows = rows;
  ui.time = time;
  ui.folded ??= new Set();
  ui.order = visible(rows, ui.folded);
  ui.select = select;
  const refold = () => {
    ui.order = visible(ui.rows, ui.folded);
    view.redraw();
  };
  ui.fold = key => {
    if (!ui.folded.delete(key)) ui.folded.add(key);
    refold();
  };
  ui.foldAll = fold => {
    ui.folded = new Set(fold ? ui.rows.filter(row => row.descendants && (row.depth > 0 || row.frame)).map(keyOf) : []);
    refold();
  };
}
