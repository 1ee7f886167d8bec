import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Still } from './read-still.ts';

/** Lightness steps that a grain moves a pixel by, so that a dark gradient shows no bands. */
const GRAIN = 5;
const TILE = 192;

/** The hue of a picture, in degrees, and how colourful it is, from 0 to 1. */
export function hueOfPicture(still: Still): { readonly hue: number; readonly strength: number } {
  const canvas = createCanvas(16, 16);
  const context = canvas.getContext('2d');
  context.drawImage(still.picture, 0, 0, 16, 16);
  const { data } = context.getImageData(0, 0, 16, 16);
  let [a, b] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    a += red - green;
    b += (red + green) / 2 - blue;
  }
  const pixels = data.length / 4;
  const strength = Math.min(1, Math.hypot(a, b) / pixels / 60);
  return { hue: ((Math.atan2(b, a) * 180) / Math.PI + 360 + 25) % 360, strength };
}

/** A quiet dark ground with a breath of colour, lighter where the words are. */
export function drawGround(context: SKRSContext2D, hue: number, chroma: number): void {
  const { width, height } = context.canvas;
  context.fillStyle = `oklch(0.17 ${chroma * 0.7} ${hue})`;
  context.fillRect(0, 0, width, height);
  const reach = Math.hypot(width, height);
  const light = context.createRadialGradient(
    width * 0.12,
    height * 0.1,
    0,
    width * 0.12,
    height * 0.1,
    reach,
  );
  light.addColorStop(0, `oklch(0.27 ${chroma} ${hue})`);
  light.addColorStop(0.55, `oklch(0.185 ${chroma * 0.8} ${hue})`);
  light.addColorStop(1, `oklch(0.125 ${chroma * 0.6} ${hue})`);
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
}

/** Lays grain over a whole canvas: the same grain every time. */
export function drawGrain(context: SKRSContext2D): void {
  const { width, height } = context.canvas;
  const tile = grainTile();
  for (let y = 0; y < height; y += TILE) {
    for (let x = 0; x < width; x += TILE) context.drawImage(tile, x, y);
  }
}

function grainTile(): Canvas {
  const tile = createCanvas(TILE, TILE);
  const context = tile.getContext('2d');
  const pixels = context.createImageData(TILE, TILE);
  let state = 0x9e3779b9;
  for (let at = 0; at < pixels.data.length; at += 4) {
    // xorshift32: noise without a clock.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const light = state >>> 31 === 1 ? 255 : 0;
    pixels.data.fill(light, at, at + 3);
    pixels.data[at + 3] = ((state >>> 8) & 0xff) % GRAIN;
  }
  context.putImageData(pixels, 0, 0);
  return tile;
}
