/** What is said in forms and beside buttons where people talk. */

/** Asked before a picture is deleted. */
export const deletion = {
  title: 'Delete this picture?',
  text: 'It goes for everybody here, and cannot be brought back.',
  confirm: 'Delete',
  deny: 'Keep it',
} as const;

/** The form for a picture: names of its fields by the option that they are for. */
export const stylizeForm = {
  title: 'Stylize a picture',
  submit: 'Paint it',
  close: 'Cancel',
  labels: {
    content: 'Photo',
    preset: 'Style',
    style: 'Your own style',
    strength: 'Strength',
    colors: 'Colours',
    size: 'Size',
    steps: 'Steps',
    recipe: 'Recipe',
    seed: 'Seed',
    post_to: 'Where to post it',
    private: 'Privacy',
    more_presets: 'Mix in more styles',
    mask: 'Mask',
    'invert-mask': 'Invert the mask',
    init: 'Where to start',
    'init-picture': 'A picture to start from',
    'style-scale': 'Size of the strokes',
    coarseness: 'Fine or coarse',
    'content-layers': 'Content layers',
    'style-layers': 'Style layers',
    pooling: 'Pooling',
    'content-weight': 'Content weight',
    'style-weight': 'Style weight',
    'tv-weight': 'Smoothing',
  },
  hints: {
    content: 'The picture that is painted: PNG, JPEG, WebP, AVIF or GIF.',
    preset: 'Or send a picture of your own below.',
    style: 'A picture in whose style it is painted, instead of the one above or mixed with it.',
    post_to: 'The app must be in the conversation: /invite brings it there.',
    more_presets: 'Names of styles, with weights: harvest:2, cafe-terrace. That of the one above is 1.',
  },
  /** By option, what a choice is called. */
  choices: {
    colors: {
      style: "the style's",
      content: "the photo's, matched before",
      luminance: "the photo's, kept after",
    },
    init: {
      photo: 'the photo',
      matched: "the photo in the style's colours",
      noise: 'noise',
      style: 'the style',
    },
    pooling: { max: 'the largest: crisper', average: 'the average: smoother' },
  },
  /** In the place of a picture's name. */
  givenPhoto: 'the picture of the message',
  chooseStyle: 'Choose a style',
  isPrivate: 'Only for me, in my direct messages with the app',
  finer: 'What is left empty below is as the workspace has it.',
  more: 'More controls',
  controls: 'For those who want to change how a recipe paints:',
} as const;

/** In an empty field. @param what holds then. */
export const describeEmpty = (what: string): string => `Empty: ${what}`;

/** The form in which the style of a picture is changed. */
export const styleChange = {
  title: 'Another style',
  submit: 'Paint it',
  close: 'Cancel',
  label: 'Style',
  placeholder: 'Choose a style',
  hint: 'The same photo, in the style you choose.',
} as const;

/** Settings in forms. */
export const settingsForms = {
  title: 'Settings here',
  close: 'Close',
  change: 'Change',
  save: 'Save',
  back: 'Back to all settings',
  value: 'Value',
  unset: {
    number: 'Empty: as the operator has it.',
    list: 'Nothing: no limit of this kind.',
  },
} as const;

/** The page of a person's own beside the conversations. */
export const homeWords = {
  title: 'Impasto paints your photos',
  greeting:
    'Send a photo and a style, and it is painted for you: with the button here, with /stylize in a conversation, or with "Stylize this image" in the menu of a message.',
  stylize: 'Stylize a picture',
  settings: 'Settings of this workspace',
  unchanged: 'Nothing is set here: all is as the operator has it.',
  change: 'Change settings',
} as const;
