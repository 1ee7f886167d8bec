import { type Answer, htmlAnswer } from './answer.ts';
import { statusAnswer } from './answer-submit.ts';
import type { FaultName } from './fault-list.ts';
import type { Job } from './job.ts';
import type { Incoming } from './voice.ts';
import type { World } from './world.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SLOW_MS = 3000;
const PLAYLIST = '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10.0,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n';

/** A download with a fault in it. */
export async function spoiltFile(
  world: World,
  fault: FaultName,
  whole: Answer & { readonly manner: 'reply' },
  job: Job,
  incoming: Incoming,
): Promise<Answer> {
  const { reply } = whole;
  const status = /^download-(\d{3})$/.exec(fault)?.[1];
  if (status !== undefined) return statusAnswer(world, Number(status), incoming);
  const withBody = (body: Uint8Array | string): Answer => ({ manner: 'reply', reply: { ...reply, body } });
  switch (fault) {
    case 'download-drop':
      return { manner: 'reset', reply };
    case 'download-hang':
      return { manner: 'hang' };
    case 'download-truncated':
      return { manner: 'cut', reply, sized: true };
    case 'download-unsized-cut':
      return { manner: 'cut', reply, sized: false };
    case 'download-short-length':
      return { manner: 'mismatch', reply };
    case 'download-huge':
      return { manner: 'endless', reply };
    case 'download-slow':
      return { manner: 'slow', reply, overMs: SLOW_MS };
    case 'download-drip':
      return { manner: 'drip', reply };
    case 'download-empty':
      return withBody('');
    case 'download-html':
      return withBody(htmlAnswer(200, 'Please sign in').reply.body);
    case 'download-playlist':
      return withBody(PLAYLIST);
    case 'download-picture':
      return withBody(PNG);
    case 'download-damaged':
      return withBody(damaged(Buffer.from(reply.body)));
    case 'download-short-clip': {
      const seconds = Math.max(1, Math.floor(job.order.seconds / 2));
      return withBody(await world.clips.clipOf({ ...job.order, seconds }, job.id));
    }
    default:
      return redirected(world, fault, incoming) ?? whole;
  }
}

function redirected(world: World, fault: FaultName, { path, query }: Incoming): Answer | undefined {
  const here = `${world.fileOrigin}${path}?${query}`;
  const targets: { readonly [name in FaultName]?: string } = {
    'download-redirect': `${here}&moved=1`,
    'download-redirect-loop': here,
    'download-redirect-private': 'http://169.254.169.254/latest/meta-data/',
    'download-redirect-file': 'file:///etc/hostname',
  };
  const location = targets[fault];
  if (location === undefined) return undefined;
  return { manner: 'reply', reply: { status: 302, headers: { location }, body: '' } };
}

/** What lies between a file's head and its end is overwritten, so that its boxes are whole and its pictures are not. */
function damaged(bytes: Buffer): Buffer {
  const start = bytes.indexOf('mdat', 0, 'latin1') + 64;
  const end = Math.min(bytes.length, start + Math.floor(bytes.length / 4));
  return bytes.fill(0xa5, start, end);
}
