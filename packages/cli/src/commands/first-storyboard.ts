/** The storyboard that `init` writes: it renders at once for nothing, and says how to go on. */
export const FIRST_STORYBOARD = `# yaml-language-server: $schema=./storyboard.schema.json
# A film as text. Try it, for nothing:
#
#   storyboard plan film.yaml        what would be made, and what it would cost
#   storyboard render film.yaml      the film, its shots drawn on this machine
version: 1
title: My First Film

budget:
  limit: 4.00                    # USD; one render never commits more

output:
  file: film.mp4
  aspect: "16:9"                 # 16:9 | 9:16 | 1:1 | 4:3 | 3:4
  resolution: 720p               # 720p | 1080p
  fps: 24
  # fade_out: 1                  # seconds; the end goes to black
  # poster: poster.jpg           # made beside the film, as are gif: and contact_sheet:

defaults:                        # every shot inherits these
  provider: animatic             # drawn here, free; for footage: shortapi or aimlapi
  # model: wan-2.6-r2v           # \`storyboard models\` lists what there is
  duration: 3                    # seconds

# What must stay the same from shot to shot. Prompts name it with an @.
# references:
#   keeper:     { video: refs/keeper.mp4, description: The old lighthouse keeper }
#   lighthouse: { image: refs/lighthouse.png, description: A striped lighthouse on a rock }

shots:
  - id: dusk
    prompt: "Dusk. The beam of a lighthouse sweeps over a calm sea."
    transition: { type: fade, duration: 0.5 }      # from black

  - id: sail
    prompt: "Far out, a sailing boat with one red sail tacks into the wind."
    caption: The last boat of the year
    transition: { type: dissolve, duration: 0.5 }  # from the shot before; overlaps both

  - id: home
    prompt: "The boat glides in under the lighthouse. Somebody waits on the jetty with a lantern."
    duration: 4
    # takes: 2                   # generate two, pick one
    # - include: scenes/02.yaml  # as an entry of this list: the shots of another file

# soundtrack:
#   music: { file: audio/theme.mp3, gain_db: -14, loop: true, fade_out: 2 }
#   loudness: -14                # LUFS of the finished film
`;

/** Lines for \`.gitignore\`: what is kept beside a storyboard, and what it is rendered to. */
export const IGNORED_LINES: readonly string[] = ['.storyboard/', 'film.mp4', 'film.preview.mp4'];
