import type { VideoFacts } from '../media/probe-media.ts';

/** What is in a clip that a film of 160×96 at 24 frames per second takes over as it is, apart from what is given. */
export function videoFacts(different: Partial<VideoFacts> = {}): VideoFacts {
  return {
    codec: 'avc',
    width: 160,
    height: 96,
    displayWidth: 160,
    displayHeight: 96,
    pixelAspect: { width: 1, height: 1 },
    rotation: 0,
    flipped: false,
    frames: 24,
    ticks: Array.from({ length: 24 }, (_, index) => index * 512),
    frameRate: { numerator: 24, denominator: 1 },
    keyframes: [0],
    closed: true,
    reorder: 2,
    startSeconds: 0,
    durationSeconds: 1,
    ticksPerSecond: 12_288,
    startsClean: true,
    colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
    h264: {
      profile: 100,
      level: 10,
      chroma: '4:2:0',
      bitDepth: 8,
      interlaced: false,
      size: { width: 160, height: 96 },
      pixelAspect: { width: 1, height: 1 },
      fullRange: false,
      colour: { primaries: 1, transfer: 1, matrix: 1 },
    },
    ...different,
  };
}
