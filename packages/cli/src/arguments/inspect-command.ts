import type { CommandSpec } from './command-spec.ts';
import { FFMPEG_FLAG, FORMAT_FLAG, JSON_FLAG, STRICT_FLAG } from './flags.ts';

/** Looks at films, whoever made them. */
export const INSPECT_COMMAND: CommandSpec = {
  name: 'inspect',
  group: 'Look up',
  summary: 'check a film: frames, length, sound, joins, loudness, black stretches',
  about:
    'Decodes all of it and asks nobody. A film of storyboard names its shots and is held to the frame and the sample; any other MP4 or QuickTime film can be checked as well. What is found does not fail the command, except with --strict: exit code 8.',
  arguments: [{ form: '<film>', about: 'the film, such as film.mp4' }],
  flags: [
    { ...STRICT_FLAG, about: 'end with exit code 8 where anything is found' },
    { ...FORMAT_FLAG, about: 'form of what is found; github: annotations of a workflow' },
    FFMPEG_FLAG,
    JSON_FLAG,
  ],
  examples: [
    ['storyboard inspect film.mp4', 'is it all right?'],
    ['storyboard inspect film.mp4 --strict --format github', 'a gate in CI'],
    ['storyboard inspect film.mp4 --json', 'for a program'],
  ],
  load: async () => (await import('../commands/inspect.ts')).inspect,
};
