import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** A picture that a browser showed: its luma, and the time that it says it is of. */
export type ShownPicture = { readonly luma: Uint8Array; readonly seconds: number };

/** A film in a browser. */
export type Player = {
  /** As the browser knows the film. */
  readonly film: { readonly seconds: number; readonly width: number; readonly height: number };
  /** What the browser says of a kind of film: `probably`, `maybe` or nothing. */
  readonly canPlay: (mimeType: string) => Promise<string>;
  /** Goes to a time. The picture may be shown a moment after the browser says that it is there. */
  readonly seek: (seconds: number) => Promise<void>;
  /** The picture that is shown now. */
  readonly look: () => Promise<ShownPicture>;
  /** Plays from a time to the end, and gives what was shown and what went wrong on the way. */
  readonly play: (
    fromSeconds: number,
    speed: number,
  ) => Promise<{ readonly shown: readonly ShownPicture[]; readonly events: readonly string[] }>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** What an odd network or machine must not get in the way of. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  '--autoplay-policy=no-user-gesture-required',
];
const TIMEOUT_MS = 120_000;

/** Opens a film in headless Chromium, served over HTTP with ranges as any site does. */
export async function openPlayer(executablePath: string, file: string): Promise<Player> {
  await using closing = new AsyncDisposableStack();
  const origin = closing.use(await serveFilm(file)).origin;
  const browser = await chromium.launch({ executablePath, args: FLAGS, timeout: TIMEOUT_MS });
  closing.defer(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto(origin);
  const film = await page.evaluate<Player['film']>('player.load()');
  const stack = closing.move();
  return {
    film,
    canPlay: (mimeType) => page.evaluate<string>(`player.canPlay(${JSON.stringify(mimeType)})`),
    seek: (seconds) => page.evaluate<void>(`player.seek(${seconds})`),
    look: async () => shownPicture(await page.evaluate<Sent>('player.look()')),
    play: async (fromSeconds, speed) => {
      const played = await page.evaluate<Played>(`player.play(${fromSeconds}, ${speed})`);
      return { ...played, shown: played.shown.map(shownPicture) };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

type Sent = { readonly seconds: number; readonly grey: string };
type Played = { readonly shown: readonly Sent[]; readonly events: readonly string[] };

/** A browser shows the luma of film and television over the whole range. */
function shownPicture({ seconds, grey }: Sent): ShownPicture {
  const luma = Uint8Array.from(Buffer.from(grey, 'base64'), (value) => Math.round(16 + (value * 219) / 255));
  return { seconds, luma };
}

async function serveFilm(file: string): Promise<{ origin: string } & AsyncDisposable> {
  const size = statSync(file).size;
  const server = createServer((request, response) => {
    if (request.url !== '/film.mp4') {
      response.setHeader('content-type', 'text/html');
      response.end(readFileSync(join(import.meta.dirname, 'player.html')));
      return;
    }
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const [start, end] = [Number(from), to === '' ? size - 1 : Number(to)];
    response.writeHead(request.headers.range === undefined ? 200 : 206, {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      'content-range': `bytes ${start}-${end}/${size}`,
    });
    createReadStream(file, { start, end })
      .on('error', () => response.destroy())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
