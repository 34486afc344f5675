// Small drawings; each says by its shape what its colour says too.
import { svg, html } from '/lib/lit-html/lit-html.js';

const PATHS = {
  critical: svg`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5zm2.2 3v5h1.6V4zm0 6.4V12h1.6v-1.6z" fill-rule="evenodd"/>`,
  high: svg`<path d="M8 1.2 15.4 14.5H.6zM7.2 6v4h1.6V6zm0 5.2v1.6h1.6v-1.6z" fill-rule="evenodd"/>`,
  medium: svg`<path d="M8 .8 15.2 8 8 15.2.8 8z"/>`,
  low: svg`<path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z" fill-rule="evenodd"/>`,
  info: svg`<path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM7.2 4h1.6v1.6H7.2zm0 2.8h1.6V12H7.2z" fill-rule="evenodd"/>`,
  ok: svg`<path d="M6.4 13 1.6 8.2l1.5-1.5 3.3 3.3L12.9 3.5l1.5 1.5z"/>`,
  agent: svg`<path d="M8 1.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM2 14.5c0-3.5 2.7-5.5 6-5.5s6 2 6 5.5z"/>`,
  model: svg`<path d="M8 .8 9.9 6.1 15.2 8 9.9 9.9 8 15.2 6.1 9.9.8 8l5.3-1.9z"/>`,
  tool: svg`<path d="M14.6 4.2 12 6.8 9.2 4 11.8 1.4a4.3 4.3 0 0 0-5.5 5.4L1.2 12a1.9 1.9 0 0 0 2.8 2.8l5.2-5.1a4.3 4.3 0 0 0 5.4-5.5z"/>`,
  retrieval: svg`<path d="M7 1.5a5.5 5.5 0 1 0 3.3 9.9l3.2 3.2 1.3-1.3-3.2-3.2A5.5 5.5 0 0 0 7 1.5zm0 2a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z" fill-rule="evenodd"/>`,
  embedding: svg`<path d="M2 2h4v4H2zm8 0h4v4h-4zM2 10h4v4H2zm8 0h4v4h-4z"/>`,
  other: svg`<path d="M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z"/>`,
  shield: svg`<path d="M8 .8 14 3v4.5c0 3.7-2.5 6.3-6 7.7-3.5-1.4-6-4-6-7.7V3zM7.2 4.5v4h1.6v-4zm0 5.2v1.6h1.6V9.7z" fill-rule="evenodd"/>`,
  bell: svg`<path d="M8 1a4.5 4.5 0 0 0-4.5 4.5V9L2 11.5h12L12.5 9V5.5A4.5 4.5 0 0 0 8 1zM6 12.8a2 2 0 0 0 4 0z"/>`,
  copy: svg`<path d="M5 1h9v10h-2V3H5zM2 4h9v11H2zm1.6 1.6v7.8h5.8V5.6z" fill-rule="evenodd"/>`,
  overview: svg`<path d="M1.5 1.5h5.5v7H1.5zM9 1.5h5.5v4H9zM9 7.5h5.5v7H9zM1.5 10.5h5.5v4H1.5z"/>`,
  traces: svg`<path d="M1.5 2.5h8v2.5h-8zm3 4.2h8v2.5h-8zm3 4.3h7v2.5h-7z"/>`,
  rules: svg`<path d="M2 2h2.5v2.5H2zm4.5.3h8v2h-8zM2 6.8h2.5v2.5H2zm4.5.2h8v2h-8zM2 11.5h2.5V14H2zm4.5.3h8v2h-8z"/>`,
  health: svg`<path d="M1 7.2h3.2L6 2.5l3.6 10L11.3 7.2H15v1.8h-2.4l-3 6.5L6 6.4 5.4 9H1z"/>`,
  eye: svg`<path d="M8 3c3.6 0 6.2 2.6 7.4 5-1.2 2.4-3.8 5-7.4 5S1.8 10.4.6 8C1.8 5.6 4.4 3 8 3zm0 1.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM8 6.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z" fill-rule="evenodd"/>`,
  plug: svg`<path d="M5 .8h1.8V4h2.4V.8H11V4h1.8v3.6A4.4 4.4 0 0 1 8.9 12v3.2H7.1V12a4.4 4.4 0 0 1-3.9-4.4V4H5z"/>`,
  open: svg`<path d="M9 1.5h5.5V7L12.4 4.9 7.6 9.7 6.3 8.4l4.8-4.8zM2 3.5h5v1.8H3.8v7.4h7.4V9.5H13v5H2z"/>`,
  mute: svg`<path d="M2 .8 15.2 14l-1.2 1.2L10.8 12H2l1.5-2.5V5.5c0-.5.1-1 .3-1.5L.8 2zm6 .2a4.5 4.5 0 0 1 4.5 4.5V8.5L6 2A4.5 4.5 0 0 1 8 1zM6 12.8h4a2 2 0 0 1-4 0z"/>`,
  brake: svg`<path d="M5 1h6l4 4v6l-4 4H5L1 11V5zm.8 2L3 5.8v4.4L5.8 13h4.4l2.8-2.8V5.8L10.2 3zM5 5.2h2.2v5.6H5zm3.8 0H11v5.6H8.8z" fill-rule="evenodd"/>`,
  close: svg`<path d="m3.4 2 4.6 4.6L12.6 2 14 3.4 9.4 8l4.6 4.6-1.4 1.4L8 9.4 3.4 14 2 12.6 6.6 8 2 3.4z"/>`,
};

export function icon(name, label = '') {
  return label
    ? html`<svg class="icon" viewBox="0 0 16 16" role="img" aria-label=${label}>${PATHS[name] ?? PATHS.other}</svg>`
    : html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${PATHS[name] ?? PATHS.other}</svg>`;
}
