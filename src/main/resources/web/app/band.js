// Expected and seen, drawn: the band of what would have been normal, and where the value was.
import { html, svg } from '/lib/lit-html/lit-html.js';
import { number } from '/app/format.js';

const WIDTH = 640;

export function bandView(band) {
  const top = Math.max(band.seen, band.upper, band.expected) * 1.06 || 1;
  const least = Math.min(0, band.seen, band.lower);
  const x = value => 4 + (WIDTH - 8) * (value - least) / (top - least);
  const inside = band.seen >= band.lower && band.seen <= band.upper;
  const left = x(band.lower);
  const width = Math.max(3, x(band.upper) - left);
  const seenRight = x(band.seen) > WIDTH * 0.75;
  const words = `${number(band.seen)} ${band.unit}; ${number(band.lower)} to ${number(band.upper)} would have been normal, ${number(band.expected)} was expected.`;
  return html`<figure>
    <svg class="band" viewBox="0 0 ${WIDTH} 92" role="img" aria-label=${words} preserveAspectRatio="xMinYMid meet">
      ${svg`<rect class="rail" x="4" y="38" width=${WIDTH - 8} height="16" rx="8"></rect>
        <rect class="normal" x=${left} y="38" width=${width} height="16" rx="4"></rect>
        <line class="expected" x1=${x(band.expected)} x2=${x(band.expected)} y1="34" y2="58"></line>
        <circle class=${inside ? 'seen inside' : 'seen'} cx=${x(band.seen)} cy="46" r="8"></circle>
        <text class="strong" x=${x(band.seen)} y="24" text-anchor=${seenRight ? 'end' : 'middle'}>seen ${number(band.seen)}</text>
        <text x=${left} y="76">normal ${number(band.lower)} – ${number(band.upper)}</text>`}
    </svg>
    <figcaption class="dim">${words}</figcaption>
  </figure>`;
}
