import { isStoryboardError, type StoryboardErrorCode, visibleText } from '@storyboard/core';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { plainLines } from './plain-lines.ts';

/** What a thrown value comes to: a code, words, what to do, and how the command ends. */
export type ExplainedError = {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;
};

const EXIT_CODE_OF: Readonly<Record<StoryboardErrorCode, ExitCode>> = {
  'assembly-failed': EXIT_CODES.assembly,
  'ffmpeg-failed': EXIT_CODES.unexpected,
  'ffmpeg-not-found': EXIT_CODES.unexpected,
  interrupted: EXIT_CODES.interrupted,
  'key-missing': EXIT_CODES.usage,
  'lock-unusable': EXIT_CODES.invalid,
  'not-frozen': EXIT_CODES.frozen,
  'media-unreadable': EXIT_CODES.usage,
  'plan-unusable': EXIT_CODES.usage,
  'provider-unavailable': EXIT_CODES.usage,
  'store-unusable': EXIT_CODES.unexpected,
  usage: EXIT_CODES.usage,
};

/** Puts a thrown value into words: a storyboard error has its own, the machine's refusals and faults of ours get some. */
export function explainThrown(thrown: unknown): ExplainedError {
  if (isStoryboardError(thrown)) {
    const { code, message, hint } = thrown;
    return {
      code,
      message: plainLines(message),
      hint: hint === undefined ? undefined : plainLines(hint),
      exitCode: EXIT_CODE_OF[code],
    };
  }
  const message = visibleText(thrown instanceof Error ? thrown.message : String(thrown));
  const exitCode = EXIT_CODES.unexpected;
  if (isSystemError(thrown)) {
    const hint =
      thrown.code === 'ENOSPC' ? 'Make room on the disk, then run the same command again.' : undefined;
    return { code: thrown.code, message: `The machine refused something: ${message}.`, hint, exitCode };
  }
  return {
    code: 'unexpected',
    message: `Something went wrong that should not have: ${message}`,
    hint: 'This is a fault of storyboard. Please report it with the command, and with what it says when --verbose is added.',
    exitCode,
  };
}

function isSystemError(thrown: unknown): thrown is Error & { readonly code: string } {
  return (
    thrown instanceof Error &&
    'syscall' in thrown &&
    'code' in thrown &&
    typeof thrown.code === 'string' &&
    /^E[A-Z]+$/.test(thrown.code)
  );
}
