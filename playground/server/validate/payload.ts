import { blockChecks, type Surface } from './blocks.ts';
import { optionGroup, options as optionList, plain } from './composition.ts';
import {
  among,
  bool,
  type Check,
  constant,
  type Fault,
  fault,
  inWords,
  isFields,
  list,
  object,
  opt,
  req,
  str,
} from './schema.ts';

const MAX_VIEW_BYTES = 250_000;

/** Every object inside of a block that has an action_id, with its pointer. */
function* actionIds(value: unknown, at: string): Generator<[id: string, at: string]> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* actionIds(one, `${at}/${index}`);
  } else if (isFields(value)) {
    if (typeof value.action_id === 'string') yield [value.action_id, `${at}/action_id`];
    for (const [name, one] of Object.entries(value)) yield* actionIds(one, `${at}/${name}`);
  }
}

/** Ids are unique in a whole message and in a whole view. */
function duplicates(blocks: unknown[], at: string, faults: Fault[]) {
  const blockIds = new Set<string>();
  const ids = new Set<string>();
  blocks.forEach((block, index) => {
    if (!isFields(block)) return;
    const id = block.block_id;
    if (typeof id === 'string') {
      if (blockIds.has(id)) fault(faults, `\`block_id\` already exists: ${id}`, `${at}/${index}/block_id`);
      blockIds.add(id);
    }
    for (const [action, pointer] of actionIds(block, `${at}/${index}`)) {
      if (ids.has(action)) fault(faults, `\`action_id\` already exists: ${action}`, pointer);
      ids.add(action);
    }
  });
}

/** How many of one kind a message may hold. */
const perMessage: Record<string, number> = { data_visualization: 2, table: 1 };

function counts(blocks: unknown[], at: string, surface: Surface, faults: Fault[]) {
  const types = blocks.map((block) => (isFields(block) ? block.type : undefined));
  if (surface === 'message')
    for (const [type, max] of Object.entries(perMessage))
      if (types.filter((one) => one === type).length > max) fault(faults, `no more than ${max} ${type} allowed`, at);
  const focused = JSON.stringify(blocks).split('"focus_on_load":true').length - 1;
  if (focused > 1) fault(faults, 'only one element may have focus_on_load', at);
}

const blocksCheck =
  (surface: Surface): Check =>
  (value, at, faults) => {
    list(blockChecks[surface], 0, surface === 'message' ? 50 : 100)(value, at, faults);
    if (!Array.isArray(value)) return;
    duplicates(value, at, faults);
    counts(value, at, surface, faults);
  };

const modal = object({
  type: req(constant('modal')),
  title: req(plain(24)),
  blocks: req(blocksCheck('modal')),
  submit: opt(plain(24)),
  close: opt(plain(24)),
  private_metadata: opt(str(0, 3000)),
  callback_id: opt(str(0, 255)),
  clear_on_close: opt(bool),
  notify_on_close: opt(bool),
  external_id: opt(str(0, 255)),
  submit_disabled: opt(bool),
});

const home = object({
  type: req(constant('home')),
  blocks: req(blocksCheck('home')),
  private_metadata: opt(str(0, 3000)),
  callback_id: opt(str(0, 255)),
  external_id: opt(str(0, 255)),
});

/** Faults in Slack's words, `[]` when the blocks would be taken on this surface. Pointers start at `/blocks`. */
export function validateBlocks(blocks: unknown, surface: Surface): string[] {
  const faults: Fault[] = [];
  blocksCheck(surface)(blocks, '/blocks', faults);
  return faults.map(inWords);
}

/** The same for a whole view (`type` modal or home). Pointers start at `/view`. */
export function validateView(view: unknown): string[] {
  const faults: Fault[] = [];
  if (!isFields(view)) return [inWords({ message: 'must provide an object', pointer: '/view' })];
  const check =
    view.type === 'home' ? home : view.type === 'modal' ? modal : object({ type: req(among('modal', 'home')) });
  check(view, '/view', faults);
  const blocks = Array.isArray(view.blocks) ? view.blocks : [];
  const hasInput = blocks.some((block) => isFields(block) && block.type === 'input');
  if (view.type === 'modal' && hasInput && view.submit === undefined)
    fault(faults, 'missing required field: submit', '/view');
  return faults.map(inWords);
}

export const viewIsTooLarge = (view: unknown) => Buffer.byteLength(JSON.stringify(view)) > MAX_VIEW_BYTES;

/** What a bot answered to a `block_suggestion`. */
export function validateSuggestions(answer: unknown): string[] {
  const faults: Fault[] = [];
  object({ options: opt(optionList(false, 0, 100)), option_groups: opt(list(optionGroup, 0, 100)) })(
    answer,
    '',
    faults,
  );
  return faults.map(inWords);
}
