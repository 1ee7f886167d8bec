import { isStoryboardError } from '@storyboard/core';
import { EncodedPacketSink, type InputAudioTrack, type InputVideoTrack } from 'mediabunny';
import { MAX_PIXELS } from '../ffmpeg/file-arguments.ts';
import { type CodedFrame, type FrameOrder, frameOrder } from './frame-order.ts';
import { openMp4, unreadable } from './open-mp4.ts';
import { readSps, type SequenceParameters } from './read-sps.ts';

/** Nine hours at 60 a second. An index of a few bytes can claim billions. */
const MAX_FRAMES = 2_000_000;
const SQUARE = { width: 1, height: 1 };

/** What the container says about colour, in the words of WebCodecs (`bt709`, `smpte170m`, …); undefined where it does not. */
export type ColourTags = {
  readonly primaries: string | undefined;
  readonly transfer: string | undefined;
  readonly matrix: string | undefined;
  readonly fullRange: boolean | undefined;
};

/** The pictures of a file. */
export type VideoFacts = FrameOrder & {
  /** `avc` (H.264), `hevc`, `vp9`, `av1`, …, or the container's own name for a codec that is none of these. */
  readonly codec: string;
  /** Coded, before rotation and with pixels as they are stored. */
  readonly width: number;
  readonly height: number;
  /** As it is to be shown: rotated, with square pixels, the shorter side of a pixel kept. */
  readonly displayWidth: number;
  readonly displayHeight: number;
  /** By the container, else by the pictures. */
  readonly pixelAspect: { readonly width: number; readonly height: number };
  /** Degrees clockwise by which the pictures are turned for showing. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly flipped: boolean;
  /** When the first picture is shown, and from then on how long all are. */
  readonly startSeconds: number;
  readonly durationSeconds: number;
  readonly ticksPerSecond: number;
  /** Whether the first picture really is one that decoding can start with, by its own bytes. */
  readonly startsClean: boolean;
  readonly colour: ColourTags;
  /** For H.264 whose parameters are kept outside the pictures. */
  readonly h264: SequenceParameters | undefined;
};

/** The sound of a file. */
export type AudioFacts = {
  readonly codec: string;
  readonly samplesPerSecond: number;
  readonly channels: number;
  readonly durationSeconds: number;
};

/** The first picture track and the first sound track of a file, without those it does not have. */
export type MediaFacts = {
  readonly sizeBytes: number;
  readonly video: VideoFacts | undefined;
  readonly audio: AudioFacts | undefined;
};

/**
 * Reads what an MP4 or QuickTime file holds from the file's own index, without ffprobe and without decoding.
 *
 * @throws StoryboardError `media-unreadable` for anything else: a missing, cut off or foreign file, one without
 * pictures and sound, one whose tracks are empty.
 */
export async function probeMedia(file: string): Promise<MediaFacts> {
  await using mp4 = await openMp4(file);
  try {
    const tracks = await mp4.input.getTracks();
    const video = tracks.find((track) => track.isVideoTrack());
    const audio = tracks.find((track) => track.isAudioTrack());
    const facts = {
      sizeBytes: mp4.sizeBytes,
      video: video === undefined ? undefined : await videoFacts(video),
      audio: audio === undefined ? undefined : await audioFacts(audio),
    };
    if (facts.video === undefined && facts.audio === undefined)
      throw unreadable(file, 'holds no pictures and no sound');
    if (facts.video?.frames === 0) throw unreadable(file, 'holds no pictures');
    checkSize(file, facts.video);
    return facts;
  } catch (problem) {
    if (isStoryboardError(problem)) throw problem;
    const reason = problem instanceof Error ? problem.message : String(problem);
    throw unreadable(file, `is not a film that can be read (${reason.slice(0, 200)})`, problem);
  }
}

function checkSize(file: string, video: VideoFacts | undefined): void {
  if (
    video === undefined ||
    Math.max(video.width * video.height, video.displayWidth * video.displayHeight) <= MAX_PIXELS
  )
    return;
  const millions = Math.round(MAX_PIXELS / 1_000_000);
  throw unreadable(
    file,
    `has pictures of ${video.displayWidth}×${video.displayHeight}; ${millions} million pixels are the most that is read`,
  );
}

async function videoFacts(track: InputVideoTrack): Promise<VideoFacts> {
  const ticksPerSecond = await track.getTimeResolution();
  const sink = new EncodedPacketSink(track);
  const frames: CodedFrame[] = [];
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  for await (const packet of sink.packets(undefined, undefined, {
    metadataOnly: true,
  })) {
    if (frames.length === MAX_FRAMES) throw new Error(`more than ${MAX_FRAMES} pictures`);
    frames.push({ tick: Math.round(packet.timestamp * ticksPerSecond), key: packet.type === 'key' });
    start = Math.min(start, packet.timestamp);
    end = Math.max(end, packet.timestamp + packet.duration);
  }
  const first = await sink.getFirstPacket();
  const codec = await track.getCodec();
  const [width, height] = [await track.getCodedWidth(), await track.getCodedHeight()];
  const rotation = await track.getRotation();
  const { primaries, transfer, matrix, fullRange } = await track.getColorSpace();
  const configuration = codec === 'avc' ? await track.getDecoderConfig() : null;
  const h264 = parametersOf(configuration);
  const { num, den } = await track.getPixelAspectRatio();
  const pixelAspect = num === den ? (h264?.pixelAspect ?? SQUARE) : { width: num, height: den };
  return {
    ...frameOrder(frames, ticksPerSecond),
    codec: codec ?? String(await track.getInternalCodecId()),
    width,
    height,
    ...shownSize(width, height, pixelAspect, rotation),
    pixelAspect,
    rotation,
    flipped: await track.getFlip(),
    startSeconds: frames.length === 0 ? 0 : start,
    durationSeconds: frames.length === 0 ? 0 : end - start,
    ticksPerSecond,
    startsClean: first !== null && (await track.determinePacketType(first)) === 'key',
    colour: {
      primaries: primaries ?? undefined,
      transfer: transfer ?? undefined,
      matrix: matrix ?? undefined,
      fullRange: fullRange ?? undefined,
    },
    h264,
  };
}

function shownSize(
  width: number,
  height: number,
  pixel: VideoFacts['pixelAspect'],
  rotation: VideoFacts['rotation'],
): Pick<VideoFacts, 'displayWidth' | 'displayHeight'> {
  const shown = {
    displayWidth: Math.round(width * Math.max(1, pixel.width / pixel.height)),
    displayHeight: Math.round(height * Math.max(1, pixel.height / pixel.width)),
  };
  if (rotation === 0 || rotation === 180) return shown;
  return { displayWidth: shown.displayHeight, displayHeight: shown.displayWidth };
}

function parametersOf(configuration: VideoDecoderConfig | null): SequenceParameters | undefined {
  const bytes = configuration?.description;
  return bytes instanceof Uint8Array ? readSps(bytes) : undefined;
}

async function audioFacts(track: InputAudioTrack): Promise<AudioFacts> {
  return {
    codec: (await track.getCodec()) ?? String(await track.getInternalCodecId()),
    samplesPerSecond: await track.getSampleRate(),
    channels: await track.getNumberOfChannels(),
    durationSeconds: await track.computeDuration(),
  };
}
