/** Counts the errors in a log of ffmpeg that comes in bits, and keeps the first line of them. */
export type ErrorCount = {
  readonly add: (chunk: Uint8Array) => void;
  readonly end: () => { readonly errors: number; readonly first: string };
};

/** Lines of one error that say only that something failed, and one that ffmpeg writes where nothing is wrong. */
const ECHOES =
  /Error while decoding stream|Error submitting packet|Application provided invalid, non monoton/;
const LONGEST_LINE = 4096;

/**
 * Makes a count of lines that are errors by their own word (`-loglevel level+…`).
 *
 * @param except - Lines of something else in the same log.
 */
export function createErrorCount(except?: RegExp): ErrorCount {
  const decoder = new TextDecoder();
  let rest = '';
  let [errors, first] = [0, ''];
  const take = (line: string): void => {
    if (!/\[(?:error|fatal|panic)\]/.test(line) || ECHOES.test(line) || except?.test(line)) return;
    errors += 1;
    if (first === '') first = line;
  };
  return {
    add: (chunk) => {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(/[\r\n]/);
      rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
      for (const line of lines) take(line);
    },
    end: () => {
      take(rest);
      rest = '';
      return { errors, first };
    },
  };
}
