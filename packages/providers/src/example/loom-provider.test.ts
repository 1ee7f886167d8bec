import { describeProvider } from '../testing/index.ts';
import { createLoomHarness } from './loom-harness.ts';
import { makeClip } from './make-clip.ts';

const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';

describeProvider('loom', () => createLoomHarness((seconds) => makeClip({ seconds, ffmpeg })));
