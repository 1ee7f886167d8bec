export { drawFootage, type Footage } from './animatic/draw-footage.ts';
export type { Slate, SlateReference } from './animatic/slate.ts';
export { type AssembleFilmInput, assembleFilm } from './assemble/assemble-film.ts';
export { checkEncoder } from './assemble/check-encoder.ts';
export { checkTransitions } from './assemble/check-transitions.ts';
export type { Music, PictureForm, SoundForm } from './assemble/film-form.ts';
export {
  type AssembledFilm,
  type AssembleFilmOptions,
  type Assembler,
  type AssemblerInput,
  type FilmCut,
  type FilmToAssemble,
  openAssembler,
} from './assemble/open-assembler.ts';
export { type FfmpegExtras, readExtras } from './assemble/read-extras.ts';
export type { ContactSheet, ContactSheetCell } from './contact-sheet/draw-contact-sheet.ts';
export type { Gif } from './deliveries/draw-gif.ts';
export type { Poster } from './deliveries/draw-poster.ts';
export {
  type Delivered,
  type Deliveries,
  type DeliveriesInput,
  type DeliveryOptions,
  openDeliveries,
} from './deliveries/open-deliveries.ts';
export type { Environment } from './ffmpeg/child-environment.ts';
export { type Ffmpeg, findFfmpeg } from './ffmpeg/find-ffmpeg.ts';
export type { FilmFacts } from './inspect/film-facts.ts';
export { type InspectedFilm, type InspectFilmOptions, inspectFilm } from './inspect/inspect-film.ts';
export { canDecode } from './media/can-decode.ts';
export { type ExtractFrame, extractFrame } from './media/extract-frame.ts';
export {
  type AudioFacts,
  type ColourTags,
  type MediaFacts,
  probeMedia,
  type VideoFacts,
} from './media/probe-media.ts';
export { repackFootage } from './media/repack-footage.ts';
export { drawTestClip, type TestClip } from './simulated/draw-test-clip.ts';
export { type CheckMusicOptions, checkMusic } from './sound/check-music.ts';
export { type Fonts, openFonts } from './text/open-fonts.ts';
