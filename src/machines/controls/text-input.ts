import { assign, setup } from 'xstate'
import { requireCount } from '../kit/numbers.ts'
import {
  deleteTo,
  endOf,
  insertText,
  singleLine,
  targetOf,
  type EditedLine,
  type EditTarget,
  type FilledLine,
} from './line-edit.ts'
import { graphemes } from './graphemes.ts'
import { announcing } from '../kit/change.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'

/** What a `textInput` accepts, and when it ends. */
export interface TextInputOptions {
  /**
   * Whether the field stays when it is submitted. It then takes neither `submit` nor `leave`, so the keys Enter and Escape
   * go on to the region around it, whose state says what they mean.
   *
   * @defaultValue false: Enter and Escape end the field, and its output is the text
   */
  readonly keepOpen?: boolean | undefined
  /**
   * Whether it holds a secret. The text isn't shown, has no history, and counts as one word.
   *
   * @defaultValue false
   */
  readonly masked?: boolean | undefined
  /**
   * How long the text may be, in grapheme clusters: a whole number, 1 or more. If a longer text comes in, its end is cut off
   * and `isCut` is true in the context.
   *
   * @defaultValue 10,000
   */
  readonly maxLength?: number | undefined
}

/** The input of a `textInput`. */
export interface TextInputInput {
  /**
   * The text at first.
   *
   * @defaultValue ''
   */
  readonly value?: string | undefined
  /** Earlier texts for `older`, the newest last. */
  readonly history?: readonly string[] | undefined
}

/** The context of a `textInput`. */
export interface TextInputContext extends FilledLine {
  /** Whether it holds a secret. */
  readonly masked: boolean
  /** Earlier texts, the newest last. */
  readonly history: readonly string[]
  /** How far back in the history the shown text is. 0 is the text that the user is typing. */
  readonly back: number
  /** The text that the user was typing before going back in the history. */
  readonly draft: string
}

/** What a `textInput` can be told. */
export type TextInputEvent =
  /** Puts text at the cursor. Line feeds become spaces. */
  | { readonly type: 'insert'; readonly text: string }
  /** Moves the cursor. */
  | { readonly type: 'move'; readonly to: EditTarget }
  /** Moves the cursor before the grapheme cluster with this index. */
  | { readonly type: 'place'; readonly cursor: number }
  /** Deletes the text between the cursor and a place. */
  | { readonly type: 'delete'; readonly to: EditTarget }
  /** Goes through the history, or ends the field with its text or without. */
  | { readonly type: 'older' | 'newer' | 'submit' | 'leave' }
  /** Replaces the text. */
  | { readonly type: 'set'; readonly value: string }
  /** Empties the field, and adds its text to the history. */
  | { readonly type: 'clear' }

/** The states of a `textInput`. */
export type TextInputState = 'editing' | 'recalling' | 'submitted' | 'left'

/** What `textInput` returns. Its output is the submitted text, or undefined if the field was left. */
export type TextInput = Pattern<
  TextInputContext,
  TextInputEvent,
  TextInputState,
  never,
  TextInputInput | undefined,
  string | undefined
>

const MAX_LENGTH = 10_000

/**
 * A line of text that the user edits. The cursor moves by grapheme clusters, which are characters as people count them.
 *
 * ```ts
 * const name = createActor(textInput(), { input: { value: 'Ada' } }).start()
 * name.send({ type: 'insert', text: '!' })
 * name.send({ type: 'submit' }) // its output is 'Ada!'
 * ```
 *
 * @throws RangeError if `maxLength` isn't a whole number, 1 or more.
 */
export function textInput(options: TextInputOptions = {}): TextInput {
  const { keepOpen = false, masked = false, maxLength = MAX_LENGTH } = options
  requireCount('textInput: maxLength', maxLength)
  const target = (line: EditedLine, to: EditTarget) =>
    targetOf(line, !masked ? to : to === 'wordLeft' ? 'start' : to === 'wordRight' ? 'end' : to)
  const recall = (context: TextInputContext, back: number) => ({
    ...endOf(back === 0 ? context.draft : context.history.at(-back)!),
    isCut: false,
    back,
    draft: context.back === 0 ? context.value : context.draft,
  })

  const machine = setup({
    types: {
      context: {} as TextInputContext,
      events: {} as TextInputEvent,
      input: undefined as TextInputInput | undefined,
      output: {} as string | undefined,
    },
    actions: {
      insert: assign(({ context }, text: string) => insertText(context, singleLine(text), maxLength)),
      moveTo: assign({ cursor: ({ context }, to: EditTarget) => target(context, to) }),
      place: assign({
        cursor: ({ context }, cursor: number) =>
          Math.max(0, Math.min(Math.trunc(cursor) || 0, graphemes(context.value).length)),
      }),
      deleteTo: assign(({ context }, to: EditTarget) => ({
        ...deleteTo(context, target(context, to)),
        isCut: false,
      })),
      recallOlder: assign(({ context }) => recall(context, context.back + 1)),
      recallNewer: assign(({ context }) => recall(context, context.back - 1)),
      set: assign((_, value: string) => ({
        ...insertText(endOf(''), singleLine(value), maxLength),
        back: 0,
        draft: '',
      })),
      remember: assign({ history: ({ context }) => (masked ? [] : remembered(context)) }),
    },
    guards: {
      ends: () => !keepOpen,
      hasOlder: ({ context }) => context.back < context.history.length,
      isNewest: ({ context }) => context.back === 1,
    },
  }).createMachine({
    id: 'textInput',
    meta: { resume: 'goesOn', canEnd: true, canFail: false } satisfies PatternRules,
    description: 'A line of text that the user edits.',
    context: ({ input }) => ({
      ...insertText(endOf(''), singleLine(input?.value ?? ''), maxLength),
      masked,
      history: masked ? [] : (input?.history ?? []).map(singleLine),
      back: 0,
      draft: '',
    }),
    initial: 'editing',
    on: {
      insert: { actions: { type: 'insert', params: ({ event }) => event.text } },
      move: { actions: { type: 'moveTo', params: ({ event }) => event.to } },
      place: { actions: { type: 'place', params: ({ event }) => event.cursor } },
      delete: { actions: { type: 'deleteTo', params: ({ event }) => event.to } },
      set: { target: '.editing', actions: { type: 'set', params: ({ event }) => event.value } },
      clear: { target: '.editing', actions: ['remember', { type: 'set', params: '' }] },
      older: { guard: 'hasOlder', target: '.recalling', actions: 'recallOlder', description: 'Older' },
      submit: { guard: 'ends', target: '.submitted', actions: 'remember', description: 'Submit' },
      leave: { guard: 'ends', target: '.left', description: 'Leave' },
    },
    states: {
      editing: {},
      recalling: {
        description: 'It shows an earlier text, and keeps the draft.',
        on: {
          newer: [
            { guard: 'isNewest', target: 'editing', actions: 'recallNewer', description: 'Newer' },
            { actions: 'recallNewer', description: 'Newer' },
          ],
        },
      },
      submitted: { type: 'final', output: ({ context }) => context.value },
      left: { type: 'final' },
    },
    output: ({ event }) => (event as { output?: string }).output,
  })
  return asPattern(announcing(machine))
}

/** The history with the text at its end, unless that is empty or the newest already. */
function remembered({ history, value }: TextInputContext): readonly string[] {
  return value === '' || value === history.at(-1) ? history : [...history, value]
}
