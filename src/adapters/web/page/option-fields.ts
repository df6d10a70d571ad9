/** The options of a command as fields of a form: a slider, numbers, lists; derived, no option is named here. */
import type { PageOption, StartAnswer } from '../protocol.js';
import { checkOption } from './check-option.js';
import { element, freshId, setText } from './dom.js';
import { type GroupName, groupNames, groupOf, optionGroups } from './option-groups.js';
import type { Given } from './parse-line.js';
import { words } from './words.js';

export interface OptionFields {
  readonly root: HTMLElement;
  /** What differs from what happens anyway. */
  given(): readonly Given[];
  /**
   * Shows what is wrong beside the fields, goes to the first of them, and says whether there was any.
   * @param others fields beside the options that are wrong, too.
   */
  complain(others: readonly HTMLElement[]): boolean;
}

interface Field {
  readonly option: PageOption;
  readonly root: HTMLElement;
  readonly input: HTMLInputElement | HTMLSelectElement;
  /** Empty where the field was left alone. */
  value(): string;
}

/** A number with few enough values to be dragged. */
const isSlider = ({ type, min, max, default: usual }: PageOption) =>
  type === 'number' && usual !== null && min !== null && max !== null && max - min <= 1000;

/** What stands among the options of a group, before them or after them. */
export interface GroupParts {
  readonly before?: readonly HTMLElement[];
  readonly after?: readonly HTMLElement[];
}

export interface OptionFieldsParts {
  readonly recipes: StartAnswer['recipes'];
  readonly groups?: Readonly<Partial<Record<GroupName, GroupParts>>>;
  /** Told when a value was changed, with what it is now; empty where it is as usual. */
  readonly changed?: (option: string, text: string) => void;
}

/** @param options without pictures. The first slider stands in front, the others in a part that opens. */
export function createOptionFields(
  options: readonly PageOption[],
  { recipes, groups = {}, changed = () => {} }: OptionFieldsParts,
): OptionFields {
  const fields = options.map((option) => createField(option, recipes));
  for (const { option, input, value } of fields)
    input.addEventListener('input', () => changed(option.name, value()));
  const front = fields.find(({ option }) => isSlider(option));
  const more = element('details', { class: 'more' }, element('summary', {}, words.moreControls));
  for (const name of groupNames) {
    const own = fields.filter((field) => field !== front && groupOf(field.option.name) === name);
    const { before = [], after = [] } = groups[name] ?? {};
    if (own.length + before.length + after.length === 0) continue;
    const title = element('legend', {}, optionGroups[name].title);
    const rest = element('div', { class: 'fields' }, ...own.map(({ root }) => root), ...after);
    more.append(element('fieldset', {}, title, ...before, rest));
  }
  const root = element('div', { class: 'options' }, ...(front === undefined ? [] : [front.root]));
  if (more.childElementCount > 1) root.append(more);
  more.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !more.open) return;
    more.open = false;
    more.querySelector('summary')?.focus();
  });
  const given = () =>
    fields.flatMap(({ option, value }) => {
      const text = value();
      return text === '' ? [] : [{ option, text, problem: checkOption(option, text) }];
    });
  return {
    root,
    given,
    complain(others) {
      const wrong = given().filter(({ problem }) => problem !== null);
      for (const { option, input, root: field } of fields) {
        const problem = wrong.find((one) => one.option === option)?.problem ?? '';
        input.setAttribute('aria-invalid', String(problem !== ''));
        setText(field.querySelector('.problem')!, problem);
      }
      const inputs = fields
        .filter(({ option }) => wrong.some((one) => one.option === option))
        .map(({ input }) => input);
      const all = [...others, ...inputs];
      // Why by place: the first one that is read, not the first one that was looked at.
      const first = all.sort((a, b) =>
        a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1,
      )[0];
      more.open = first !== undefined && more.contains(first);
      first?.focus();
      return first !== undefined;
    },
  };
}

/** `Style layers`; `invert-mask` is a name for those who type. */
function labelOf(option: string): string {
  const known = Object.entries(words.optionLabels).find(([name]) => name === option);
  return known?.[1] ?? `${option[0]!.toUpperCase()}${option.slice(1).replaceAll('-', ' ')}`;
}

function createField(option: PageOption, recipes: StartAnswer['recipes']): Field {
  const id = freshId(option.name);
  const { input, shown, value } = createInput(option, id, recipes);
  const problem = element('span', { class: 'problem', id: `${id}-problem` });
  const help = element('span', { class: 'help', id: `${id}-help` }, option.help);
  input.setAttribute('aria-describedby', `${help.id} ${problem.id}`);
  const label = element('label', { for: id }, labelOf(option.name));
  const root = element('div', { class: `field ${input.type}`, 'data-option': option.name }, label, input);
  root.append(...(shown === null ? [] : [shown]), help, problem);
  return { option, root, input, value };
}

/** Fine enough for what it changes. */
const stepOf = ({ min, max }: PageOption) => ((max ?? 0) - (min ?? 0) > 10 ? 1 : 0.05);

function createInput(option: PageOption, id: string, recipes: StartAnswer['recipes']) {
  const { type, min, max, default: usual, unset, choices, name } = option;
  const without = usual ?? unset ?? '';
  const usually = type === 'flag' ? (usual === 'true' ? 'on' : 'off') : usual;
  if (isSlider(option)) {
    const input = element('input', { id, name, type: 'range', min, max, step: stepOf(option), value: usual });
    const shown = element('output', { for: id }, usual);
    input.addEventListener('input', () => setText(shown, input.value));
    return { input, shown, value: () => (input.value === usual ? '' : input.value) };
  }
  const listed = name === 'recipe' ? recipes.map((row) => [row.name, row.title] as const) : listOf(option);
  if (listed.length > 0 && type !== 'size') {
    const input = element('select', { id, name });
    for (const [value, label] of listed) input.append(element('option', { value }, label));
    if (usually === null) input.prepend(element('option', { value: '' }, unset ?? ''));
    input.value = usually ?? '';
    return { input, shown: null, value: () => (input.value === usually ? '' : input.value) };
  }
  const isWhole = type === 'integer';
  const input = element('input', {
    ...{
      id,
      name,
      type: 'text',
      inputmode: isWhole || type === 'size' ? 'numeric' : 'text',
      autocomplete: 'off',
    },
    placeholder: without,
    title: [min === null ? '' : `${min} – ${max}`, ...choices].filter(Boolean).join(', '),
  });
  return { input, shown: null, value: () => input.value.trim() };
}

function listOf({ type, choices }: PageOption): (readonly [value: string, label: string])[] {
  if (type === 'flag') return ['off', 'on'].map((word) => [word, word] as const);
  return choices.map((choice) => [choice, choice] as const);
}
