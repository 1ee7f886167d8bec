import { type Answer, htmlAnswer } from './answer.ts';
import type { FaultName } from './fault-list.ts';
import { FILES_PATH, signatureOf } from './file-link.ts';
import type { Job } from './job.ts';
import { spoiltFile } from './spoilt-file.ts';
import type { Incoming } from './voice.ts';
import type { World } from './world.ts';

/** Serves a job's footage to whoever has a link that is signed and has not expired. */
export async function answerDownload(world: World, incoming: Incoming): Promise<Answer> {
  const [id = '', name = ''] = incoming.path.slice(FILES_PATH.length).split('/');
  const number = Number(/^(\d+)\.mp4$/.exec(name)?.[1]);
  const job = world.jobs.get(id);
  if (job === undefined) return storageError(404, 'NoSuchKey', 'The specified key does not exist.');
  if (incoming.query.get('Signature') !== signatureOf(world, job, number)) {
    return storageError(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
  }
  job.downloads += 1;
  const isMoved = incoming.query.has('moved');
  const subject = `${id}/${job.downloads}`;
  const fault = isMoved ? undefined : world.dial.strike('download', subject, job.order.prompt);
  if (isExpired(world, job, number, fault)) {
    return storageError(403, 'AccessDenied', 'Request has expired.');
  }
  const clip = await world.clips.clipOf(job.order, id);
  const whole = fileAnswer(clip, id, incoming.headers['range']);
  return fault === undefined ? whole : spoiltFile(world, fault, whole, job, incoming);
}

/** The path of a job's footage has its id. */
export function jobOfFile(path: string): string | undefined {
  return path.slice(FILES_PATH.length).split('/')[0];
}

/** Bytes as a store of files sends them; a range to the end where one was asked for. */
function fileAnswer(
  bytes: Uint8Array,
  id: string,
  range: string | undefined,
): Answer & { readonly manner: 'reply' } {
  const headers = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes', etag: `"${id}"` };
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  if (from === 0 || from >= bytes.length) {
    return { manner: 'reply', reply: { status: 200, headers, body: bytes } };
  }
  const place = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
  return {
    manner: 'reply',
    reply: { status: 206, headers: { ...headers, ...place }, body: bytes.subarray(from) },
  };
}

function isExpired(world: World, job: Job, number: number, fault: FaultName | undefined): boolean {
  const { link } = job;
  if (link === undefined || number < link.number || link.expiresAt <= world.now()) return true;
  const isStruck = fault === 'link-expired' || (fault === 'link-expired-once' && number === 1);
  if (isStruck) link.isDead = true;
  return link.isDead;
}

function storageError(status: number, code: string, message: string): Answer {
  const { manner, reply } = htmlAnswer(status, code);
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`;
  return { manner, reply: { ...reply, headers: { 'content-type': 'application/xml' }, body } };
}
