/** An element's state as Slack sends it, of whichever kind. */
interface ElementState {
  value?: string | null;
  rich_text_value?: object | null;
  selected_option?: { value?: string } | null;
  selected_options?: { value?: string }[];
  selected_time?: string | null;
  selected_date?: string | null;
  /** Seconds since the epoch. */
  selected_date_time?: number | null;
  selected_conversation?: string | null;
  selected_channel?: string | null;
  selected_user?: string | null;
  selected_conversations?: string[];
  selected_channels?: string[];
  selected_users?: string[];
  files?: { id: string }[];
}

/** `view.state.values` of Slack: block_id → action_id → state. */
export type State = Record<string, Record<string, unknown>>;

/** What was chosen with the element that was touched. */
export function chosenOf(element: unknown): { value: string; values: string[] } {
  const state = element as ElementState;
  return { value: singleOf(state) ?? '', values: severalOf(state) ?? [] };
}

/** What stands in the inputs, by block_id; see `SubmitRequest.inputs`. */
export function inputsOf(values: State): Record<string, string | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(values).map(([block, elements]) => {
      const [element] = Object.values(elements) as ElementState[];
      return [block, element === undefined ? undefined : (severalOf(element) ?? singleOf(element))];
    }),
  );
}

/** Undefined for an element that takes one value. */
function severalOf(element: ElementState): string[] | undefined {
  return (
    element.selected_options?.map((one) => one.value ?? '') ??
    element.selected_users ??
    element.selected_conversations ??
    element.selected_channels ??
    element.files?.map((file) => file.id)
  );
}

function singleOf(element: ElementState): string | undefined {
  if (element.rich_text_value) return JSON.stringify(element.rich_text_value);
  if (typeof element.selected_date_time === 'number') return String(element.selected_date_time);
  return (
    element.value ??
    element.selected_option?.value ??
    element.selected_time ??
    element.selected_date ??
    element.selected_conversation ??
    element.selected_channel ??
    element.selected_user ??
    undefined
  );
}
