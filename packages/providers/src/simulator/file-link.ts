import { mark } from './chance.ts';
import type { Job } from './job.ts';
import type { World } from './world.ts';

const DEFAULT_LINK_SECONDS = 86_400;

/** The path of all footage. */
export const FILES_PATH = '/simulator/files/';

/**
 * The signed address of a job's footage: the same until it has expired, then a new one. A fault can make it expire
 * before it was ever used.
 */
export function linkTo(world: World, job: Job): string {
  const now = world.now();
  if (job.link === undefined || job.link.isDead || job.link.expiresAt <= now) {
    const { linkSeconds = DEFAULT_LINK_SECONDS } = world.options;
    const from = job.link === undefined ? job.endsAt : now;
    job.link = { number: (job.link?.number ?? 0) + 1, expiresAt: from + linkSeconds * 1000, isDead: false };
    // The end of a job that nobody asked about for long lies back further than its link would have lived.
    if (job.link.expiresAt <= now) job.link.expiresAt = now + linkSeconds * 1000;
  }
  const expires = Math.floor(job.link.expiresAt / 1000);
  const query = new URLSearchParams({
    Expires: String(expires),
    OSSAccessKeyId: 'LTAIsimulator',
    Signature: signatureOf(world, job, job.link.number),
  });
  return `${world.fileOrigin}${FILES_PATH}${job.id}/${job.link.number}.mp4?${query}`;
}

/** What the link of this number is signed with. */
export function signatureOf(world: World, job: Job, number: number): string {
  return Buffer.from(mark(world.seed, 'signature', job.id, number).slice(0, 40), 'hex').toString('base64');
}
