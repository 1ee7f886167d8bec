import {
  type AssembledFilm,
  type AssembleFilmOptions,
  type AssemblerInput,
  type FilmToAssemble,
  openAssembler,
} from './open-assembler.ts';

/** What a film is assembled from, where and with what. */
export type AssembleFilmInput = FilmToAssemble & AssemblerInput;

/**
 * Assembles one film whose footage is all there, as `Assembler` does.
 *
 * @throws StoryboardError `assembly-failed` with the shot it is about; the signal's reason when it aborts.
 */
export async function assembleFilm(
  input: AssembleFilmInput,
  options: AssembleFilmOptions = {},
): Promise<AssembledFilm> {
  options.signal?.throwIfAborted();
  await using assembler = openAssembler(input);
  return await assembler.assemble(input, options);
}
