import type { CommandSpec } from './command-spec.ts';
import { ADOPT_FLAG, JSON_FLAG } from './flags.ts';

/** The argument that names a storyboard. */
export const FILE = { form: '<file>', about: 'the storyboard, such as film.yaml' };

/** Commands that look at what was made and paid, or decide about it; none of them asks a service. */
export const TRACKING_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'status',
    group: 'Keep track',
    summary: 'show what the ledger knows: made, in flight, in doubt, spent',
    about: 'Reads only; needs no key and asks nobody.',
    arguments: [FILE],
    flags: [JSON_FLAG],
    examples: [
      ['storyboard status film.yaml', 'every take, and what it cost'],
      ['storyboard status film.yaml --json', 'for a program'],
    ],
    load: async () => (await import('../commands/status.ts')).status,
  },
  {
    name: 'takes',
    group: 'Keep track',
    summary: 'list the takes with their files, and which are in the film',
    arguments: [FILE],
    flags: [JSON_FLAG],
    examples: [['storyboard takes film.yaml', 'what there is to pick from']],
    load: async () => (await import('../commands/takes.ts')).takes,
  },
  {
    name: 'pick',
    group: 'Keep track',
    summary: 'choose the take of a shot that is in the film',
    about: 'Writes the lock file beside the storyboard; the next render joins the film with it.',
    arguments: [
      FILE,
      { form: '<shot>', about: 'its id' },
      { form: '<n>', about: 'number of the take, counted from 1' },
    ],
    flags: [JSON_FLAG],
    examples: [['storyboard pick film.yaml embrace 2', 'the second take of embrace']],
    load: async () => (await import('../commands/pick.ts')).pick,
  },
  {
    name: 'resolve',
    group: 'Keep track',
    summary: 'decide takes that are in doubt: perhaps paid, perhaps not',
    about:
      'Asks on a terminal; elsewhere it lists what is in doubt, with commands to copy, and ends with exit code 7. Nothing is submitted: the next render goes by what was decided.',
    arguments: [FILE, { form: '[take]', about: 'one of them, such as embrace or embrace/2' }],
    flags: [
      ADOPT_FLAG,
      { flags: '--abandon', about: 'it was not taken, nothing was charged: make it anew' },
      {
        flags: '--pay-again',
        about: 'count it as paid, ask for it no more, and let it be paid for once more',
      },
      JSON_FLAG,
    ],
    examples: [
      ['storyboard resolve film.yaml', 'one after the other'],
      ['storyboard resolve film.yaml embrace --adopt 8c1f02', 'the service has it'],
      ['storyboard resolve film.yaml embrace --abandon', 'the service has not'],
    ],
    load: async () => (await import('../commands/resolve.ts')).resolve,
  },
];
