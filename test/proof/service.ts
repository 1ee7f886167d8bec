import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type SimulatedProvider,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../packages/providers/src/simulator/index.ts';

type WantedClip = Parameters<SimulatorOptions['makeClip']>[0];

const made = new Map<string, Promise<Uint8Array>>();

/** Starts a simulator with quick jobs, whose clips are made once for all simulators of this process. */
export function startService(
  provider: SimulatedProvider,
  options: Partial<SimulatorOptions> = {},
): Promise<Simulator> {
  return startSimulator({
    provider,
    jobSeconds: [0.05, 0.3],
    logLagSeconds: 0.1,
    makeClip: (wanted) => {
      const name = JSON.stringify(wanted);
      const clip = made.get(name) ?? makeClip(wanted);
      made.set(name, clip);
      return clip;
    },
    ...options,
  });
}

/** A clip in one colour that goes into a film of its size and rate as it is, so that joining takes no time. */
async function makeClip({ seconds, width, height }: WantedClip): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'storyboard-proof-clip-'));
  const file = join(folder, 'clip.mp4');
  const source = `color=c=teal:s=${width}x${height}:r=30:d=${seconds}`;
  const colours = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  const encoding = [
    '-c:v',
    'libx264',
    '-profile:v',
    'high',
    '-preset',
    'veryfast',
    '-bf',
    '0',
    '-pix_fmt',
    'yuv420p',
  ];
  const rest = ['-color_range', 'tv', ...colours, '-movflags', '+faststart', '-threads', '1', '-y', file];
  try {
    const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';
    await promisify(execFile)(ffmpeg, ['-f', 'lavfi', '-i', source, ...encoding, ...rest]);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The environment in which the command talks to simulators instead of the services, as quickly as it can. */
export function accessTo(...simulators: readonly Simulator[]): Readonly<Record<string, string>> {
  const variables = simulators.flatMap(({ provider, origin, key }) => {
    const name = provider.toUpperCase();
    return [
      [`${name}_BASE_URL`, origin],
      [`${name}_KEY`, key],
      [`${name}_CONCURRENCY`, '8'],
      [`${name}_SUBMITS_PER_SECOND`, '100'],
      [`${name}_POLLS_PER_SECOND`, '100'],
    ];
  });
  return Object.fromEntries(variables);
}
