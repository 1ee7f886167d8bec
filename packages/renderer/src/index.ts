export type { Environment } from './ffmpeg/child-environment.ts';
export { type Ffmpeg, findFfmpeg } from './ffmpeg/find-ffmpeg.ts';
export type { FfmpegProgress } from './ffmpeg/progress.ts';
export { type FfmpegRun, runFfmpeg } from './ffmpeg/run-ffmpeg.ts';
