import { assign, setup, type AnyActorRef } from 'xstate'
import { announcingText, tellHistory, withValue } from '../editor/announcing-text.ts'
import { edits, type EditEvent } from '../editor/apply-edit.ts'
import { completer, type Completion, type CompletionSource } from '../editor/completing.ts'
import { compare, type TextPlace } from '../editor/edited-text.ts'
import {
  complete,
  dismiss,
  edit,
  fieldOf,
  replaceText,
  reset,
  cutSelection,
  selectedIn,
  selectionIn,
  unselected,
  viPart,
  revivedField,
  valueIn,
  type TextAreaField,
  type TextAreaInput,
} from '../editor/field.ts'
import { expandPaste, paste } from '../editor/pasting.ts'
import { plainText } from '../editor/plain-text.ts'
import { dragTo, pressAt, type TextPressEvent } from '../editor/pressing.ts'
import { recall, remembered, searchHistory } from '../editor/recalling.ts'
import { viAtFirst, type ViMode } from '../editor/vi-state.ts'
import { isViKey } from '../editor/vi.ts'
import { copyIn } from '../kit/clipboard.ts'
import { withEvent } from '../kit/chart.ts'
import { messageOf } from '../kit/message-of.ts'
import { requireCount } from '../kit/numbers.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { editing, type EditingOutput } from '../patterns/editing.ts'

/** What a `textArea` accepts, and when it ends. */
export interface TextAreaOptions {
  /**
   * What Enter does: it submits the text, or it breaks the line. Shift+Enter, Alt+Enter and Ctrl+J always break the line. If Enter
   * does too, Ctrl+S submits.
   *
   * @defaultValue 'submit'
   */
  readonly enter?: 'submit' | 'break' | undefined
  /**
   * Whether the field stays when it is submitted. It then takes neither `submit` nor `leave`, so the keys Enter and Escape
   * go on to the region around it, whose state says what they mean.
   *
   * @defaultValue false: Enter and Escape end the field, and its output is the text
   */
  readonly keepOpen?: boolean | undefined
  /**
   * How long the text may be, in UTF-16 units: a whole number, 1 or more. If a longer text comes in, its end is cut off and `isCut` is
   * true in the context.
   *
   * @defaultValue 10,000,000
   */
  readonly maxLength?: number | undefined
  /**
   * How many lines a paste may have before it's folded to `[pasted 412 lines]`. One with more than 10,000 characters is folded, too.
   * The value has it in full. `Infinity` folds nothing.
   *
   * @defaultValue 20
   */
  readonly maxPasteLines?: number | undefined
  /**
   * What completes what is typed, in a menu at the cursor.
   *
   * @defaultValue []
   */
  readonly completions?: readonly CompletionSource[] | undefined
  /**
   * Returns what is wrong with a text that is submitted, in one line, or undefined if nothing is. The field then stays, and shows it.
   */
  readonly validate?: ((text: string) => string | undefined) | undefined
  /**
   * Whether it has the commands of vi. It begins in the mode in which text is typed.
   *
   * @defaultValue false
   */
  readonly vi?: boolean | undefined
  /**
   * The user's own editor for the text (Alt+E): the end of the file's name, by which editors choose their mode.
   *
   * @defaultValue '.txt'
   */
  readonly suffix?: string | undefined
}

/** The context of a `textArea`. */
export interface TextAreaContext extends TextAreaField {
  /** The text, with pastes in full. It's put together when it's asked for. */
  readonly value: string
}

/** What a `textArea` can be told. */
export type TextAreaEvent =
  | EditEvent
  /** Puts in a part of a paste. A long one is folded. */
  | { readonly type: 'paste'; readonly text: string; readonly last?: boolean | undefined }
  /** The mouse is pressed or dragged at a place. Pressed twice it selects a word, and three times a line. */
  | ({ readonly type: 'press' | 'drag' } & TextPressEvent)
  /** Moves the window, but not the cursor. */
  | { readonly type: 'scroll'; readonly top: TextPlace }
  /** The mouse holds the thumb of the scroll bar, so many rows below its upper end; or lets it go. */
  | { readonly type: 'hold'; readonly at: number }
  | { readonly type: 'drop' }
  /** Sends the selected text to the clipboard, and deletes it or drops the selection; or only drops it. */
  | { readonly type: 'cut' | 'copy' | 'unselect' }
  /** Shows a folded paste at the cursor in full. */
  | { readonly type: 'expand' }
  /** Goes through the history; searches it, or the next older text; ends the search with what it has found, or with the draft. */
  | { readonly type: 'older' | 'newer' | 'search' | 'take' | 'abort' }
  /** Moves in the menu of completions, takes the chosen one, or closes the menu. */
  | { readonly type: 'choose'; readonly by: number }
  | { readonly type: 'complete'; readonly index?: number | undefined }
  | { readonly type: 'dismiss' }
  /** Opens the text in the user's own editor. */
  | { readonly type: 'edit' }
  /** Ends the field with its text, or without. */
  | { readonly type: 'submit' | 'leave' }
  /** A key of vi that isn't typed as text: 'w', '$', 'escape', 'ctrl+r'. */
  | { readonly type: 'vi'; readonly key: string; readonly top?: TextPlace | undefined }
  /** Replaces the text. */
  | { readonly type: 'set'; readonly value: string }
  /** Empties the field, and adds its text to the history. */
  | { readonly type: 'clear' }
  /** Takes input, or takes none. */
  | { readonly type: 'enable' | 'disable' }

/** The states of a `textArea`. */
export type TextAreaState =
  | 'disabled'
  | 'inEditor'
  | 'submitting'
  | 'submitted'
  | 'left'
  | {
      readonly open: {
        readonly text: 'typing' | 'recalling' | 'searching'
        readonly menu: 'closed' | { readonly asking: 'quick' | 'slow' } | 'offering' | 'failed'
        readonly vi?: ViMode
        readonly clicks: 'none' | 'one' | 'two'
      }
    }

/** What `textArea` returns. Its output is the submitted text, or undefined if the field was left. */
export type TextArea = Pattern<
  TextAreaContext,
  TextAreaEvent,
  TextAreaState,
  never,
  TextAreaInput | undefined,
  string | undefined
>

const MAX_LENGTH = 10_000_000
const MAX_PASTE_LINES = 20
/** How soon the next press follows if it is a double click, in ms. */
const MAX_CLICK_INTERVAL = 400
/** How long a source may look before the menu says so, in ms. */
const SLOW = 120

/**
 * A text of several lines that the user edits: with undo, a selection, a kill ring, history, completion, and folded pastes. The cursor
 * moves by grapheme clusters.
 *
 * ```ts
 * const message = createActor(textArea(), { input: { value: 'Dear Ada,' } }).start()
 * message.send({ type: 'insert', text: '\n\nthank you' })
 * message.send({ type: 'submit' }) // its output is the text
 * ```
 *
 * @throws RangeError if `maxLength` isn't a whole number, 1 or more.
 */
export function textArea(options: TextAreaOptions = {}): TextArea {
  const { keepOpen = false, maxLength = MAX_LENGTH, maxPasteLines = MAX_PASTE_LINES } = options
  const { completions: sources = [], enter = 'submit', validate, suffix, vi = false } = options
  requireCount('textArea: maxLength', maxLength)

  const machine = setup({
    types: {
      context: {} as TextAreaField,
      events: {} as TextAreaEvent,
      input: undefined as TextAreaInput | undefined,
      output: {} as string | undefined,
    },
    actors: { completer: completer(sources), editor: editing(suffix === undefined ? {} : { suffix }) },
    actions: {
      apply: assign(({ context }, event: EditEvent) => edit(context, event, sources, maxLength)),
      paste: assign(({ context }, event: { text: string; last?: boolean | undefined }) =>
        paste(context, event, { maxLength, maxPasteLines }),
      ),
      expand: assign(({ context }) => expandPaste(context)),
      pressOnce: assign(({ context }, event: TextPressEvent) => pressAt(context, event, 1)),
      pressTwice: assign(({ context }, event: TextPressEvent) => pressAt(context, event, 2)),
      pressThrice: assign(({ context }, event: TextPressEvent) => pressAt(context, event, 3)),
      drag: assign(({ context }, event: TextPressEvent) => dragTo(context, event)),
      scroll: assign({ window: (_, { top }: { top: TextPlace }) => ({ top, follows: false }) }),
      vi: assign(({ context }, { key, top }: { key: string; top?: TextPlace | undefined }) =>
        viPart(context, key, top),
      ),
      hold: assign({ held: (_, { at }: { at: number }) => at }),
      drop: assign({ held: undefined }),
      copy: ({ context, system }) => copyIn(system, selectedIn(context)),
      cut: assign(({ context }) => cutSelection(context)),
      unselect: assign(({ context }) => unselected(context)),
      recallOlder: assign(({ context }) => recall(context, context.back + 1)),
      recallNewer: assign(({ context }) => recall(context, context.back - 1)),
      recallDraft: assign(({ context }) => recall(context, 0)),
      search: assign(({ context }, { text }: { text: string }) =>
        searchHistory(context, (context.search?.query ?? '') + text),
      ),
      searchShorter: assign(({ context }) =>
        searchHistory(context, [...(context.search?.query ?? '')].slice(0, -1).join('')),
      ),
      searchFurther: assign(({ context }) => searchHistory(context, context.search?.query ?? '', true)),
      endSearch: assign({ search: undefined }),
      offer: assign((_, { output }: { output: readonly Completion[] }) => ({
        completions: output,
        chosen: 0,
      })),
      choose: assign({
        chosen: ({ context: { chosen, completions } }, { by }: { by: number }) =>
          (((chosen + by) % completions.length) + completions.length) % completions.length,
      }),
      complete: assign(({ context }, { index }: { index?: number | undefined }) =>
        complete(context, index, sources),
      ),
      ask: assign({ asked: ({ context }) => context.query }),
      dismiss: assign(({ context }) => dismiss(context)),
      setDisabled: assign({ disabled: (_, { type }: { type: string }) => type === 'disable' }),
      takeEdited: assign(({ context }, { output }: { output: EditingOutput }) =>
        output.applied ? replaceText(context, plainText(output.text).replace(/\n$/, '')) : {},
      ),
      set: assign(({ context }, { value }: { value: string }) => reset(context, value, maxLength)),
      empty: assign(({ context }) => reset(context, '', maxLength)),
      remember: assign({ history: ({ context }) => remembered(context) }),
      tellHistory: ({ context, self }) => tellHistory(self as AnyActorRef, context.history),
      keepFailure: assign({ error: (_, { error }: { error: unknown }) => messageOf(error) }),
      blame: assign({ error: ({ context }) => validate?.(valueIn(context)) }),
    },
    guards: {
      takesKey: ({ context }, { key }: { key: string }) =>
        context.vi !== undefined && isViKey(context.vi, key),
      isIn: ({ context }, mode: ViMode) => context.vi?.mode === mode,
      isDisabled: ({ context }) => context.disabled,
      isEnabled: ({ context }) => !context.disabled,
      ends: () => !keepOpen,
      isWrong: ({ context }) => validate?.(valueIn(context)) !== undefined,
      hasOlder: ({ context }) => context.back < context.history.length,
      hasHistory: ({ context }) => context.history.length > 0,
      isRecalling: ({ context }) => context.back > 0,
      isNotRecalling: ({ context }) => context.back === 0,
      hasSelection: ({ context }) => selectionIn(context) !== undefined,
      hasQuery: ({ context }) => context.query !== undefined,
      hasNoQuery: ({ context }) => context.query === undefined,
      hasCompletions: ({ context }) => context.completions.length > 0,
      isStale: ({ context }) => context.query !== context.asked,
      isAgain: ({ context }, { at, select = false }: TextPressEvent) =>
        !select && context.press !== undefined && compare(context.press.at, at) === 0,
    },
    delays: { again: MAX_CLICK_INTERVAL, slow: SLOW },
  }).createMachine({
    id: 'textArea',
    meta: { resume: 'goesOn', canEnd: true, canFail: false } satisfies PatternRules,
    description: 'A text of several lines that the user edits.',
    context: ({ input }) => fieldOf(input ?? {}, maxLength, enter, vi ? viAtFirst : undefined),
    initial: 'open',
    on: {
      enable: { actions: withEvent('setDisabled') },
      disable: { actions: withEvent('setDisabled') },
    },
    states: {
      open: {
        type: 'parallel',
        always: { guard: 'isDisabled', target: 'disabled' },
        on: {
          set: { target: 'open', reenter: true, actions: withEvent('set') },
          clear: { target: 'open', reenter: true, actions: ['remember', 'tellHistory', 'empty'] },
          edit: { target: 'inEditor', description: 'Your editor' },
          submit: { guard: 'ends', target: 'submitting', description: 'Submit' },
          leave: { guard: 'ends', target: 'left', description: 'Leave' },
        },
        states: {
          text: {
            initial: 'typing',
            on: {
              ...editsOf({ actions: withEvent('apply') }),
              paste: { actions: withEvent('paste') },
              expand: { actions: 'expand' },
              scroll: { actions: withEvent('scroll') },
              hold: { actions: withEvent('hold') },
              drop: { actions: 'drop' },
              copy: { guard: 'hasSelection', actions: ['copy', 'unselect'] },
              cut: { guard: 'hasSelection', actions: ['copy', 'cut'] },
              unselect: { guard: 'hasSelection', actions: 'unselect' },
              older: { guard: 'hasOlder', actions: 'recallOlder', description: 'Older' },
              search: { guard: 'hasHistory', target: '.searching', description: 'Search' },
            },
            states: {
              typing: { always: { guard: 'isRecalling', target: 'recalling' } },
              recalling: {
                description: 'It shows an earlier text, and keeps the draft.',
                always: { guard: 'isNotRecalling', target: 'typing' },
                on: { newer: { actions: 'recallNewer', description: 'Newer' } },
              },
              searching: {
                description: 'What is typed is searched for in the history.',
                entry: { type: 'search', params: { text: '' } },
                exit: 'endSearch',
                on: {
                  ...editsOf({ target: 'typing', actions: withEvent('apply') }),
                  insert: { actions: withEvent('search') },
                  paste: { actions: withEvent('search') },
                  delete: { actions: 'searchShorter' },
                  search: { actions: 'searchFurther', description: 'Older' },
                  take: { target: 'typing', description: 'Take' },
                  abort: { target: 'typing', actions: 'recallDraft', description: 'Back' },
                },
              },
            },
          },
          menu: {
            initial: 'closed',
            states: {
              closed: { always: { guard: 'hasQuery', target: 'asking' } },
              asking: {
                description: 'A source looks for what completes the text.',
                entry: 'ask',
                always: followingQuery,
                on: { dismiss: { target: 'closed', actions: 'dismiss', description: 'Close' } },
                initial: 'quick',
                states: { quick: { after: { slow: 'slow' } }, slow: {} },
                invoke: {
                  src: 'completer',
                  id: 'completer',
                  input: ({ context }) => context.query!,
                  onDone: { target: 'offering', actions: withEvent('offer') },
                  onError: 'failed',
                },
              },
              offering: {
                always: followingQuery,
                on: {
                  dismiss: { target: 'closed', actions: 'dismiss', description: 'Close' },
                  choose: { guard: 'hasCompletions', actions: withEvent('choose') },
                  complete: {
                    guard: 'hasCompletions',
                    target: 'closed',
                    actions: withEvent('complete'),
                    description: 'Take',
                  },
                },
              },
              failed: {
                always: followingQuery,
                on: { dismiss: { target: 'closed', actions: 'dismiss', description: 'Close' } },
              },
            },
          },
          ...(vi && { vi: viModes }),
          clicks: {
            description: 'How often the mouse was pressed in a row at a place.',
            initial: 'none',
            on: { drag: { target: '.none', actions: withEvent('drag') } },
            states: {
              none: { on: { press: { target: 'one', actions: withEvent('pressOnce') } } },
              one: {
                after: { again: 'none' },
                on: {
                  press: [
                    { guard: withEvent('isAgain'), target: 'two', actions: withEvent('pressTwice') },
                    { target: 'one', reenter: true, actions: withEvent('pressOnce') },
                  ],
                },
              },
              two: {
                after: { again: 'none' },
                on: {
                  press: [
                    { guard: withEvent('isAgain'), target: 'none', actions: withEvent('pressThrice') },
                    { target: 'one', actions: withEvent('pressOnce') },
                  ],
                },
              },
            },
          },
        },
      },
      disabled: {
        always: { guard: 'isEnabled', target: 'open' },
        on: { set: { actions: withEvent('set') }, clear: { actions: ['remember', 'tellHistory', 'empty'] } },
      },
      submitting: {
        always: [
          { guard: 'isWrong', target: 'open', actions: 'blame' },
          { target: 'submitted', actions: ['remember', 'tellHistory'] },
        ],
      },
      inEditor: {
        description: 'The text is in the user’s own editor.',
        invoke: {
          src: 'editor',
          id: 'editor',
          input: ({ context }) => valueIn(context),
          onDone: { target: 'open', actions: withEvent('takeEdited') },
          onError: { target: 'open', actions: withEvent('keepFailure') },
        },
      },
      submitted: { type: 'final', output: ({ context }) => valueIn(context) },
      left: { type: 'final' },
    },
    output: ({ event }) => (event as { output?: string }).output,
  })
  return asPattern(announcingText(machine), (context: TextAreaField) => withValue(revivedField(context)))
}

/** A menu closes if nothing is asked for, and its source is asked again if something else is. */
const followingQuery = [
  { guard: 'hasNoQuery', target: 'closed' },
  { guard: 'isStale', target: 'asking', reenter: true },
] as const

/** The modes of vi. Its commands decide which one comes next. */
const viModes = {
  initial: 'insert',
  on: { vi: { guard: withEvent('takesKey'), actions: withEvent('vi') } },
  states: {
    insert: modeOf('insert'),
    normal: modeOf('normal'),
    visual: modeOf('visual'),
    visualLine: modeOf('visualLine'),
  },
} as const

function modeOf(own: ViMode) {
  const others = (['insert', 'normal', 'visual', 'visualLine'] as const).filter((mode) => mode !== own)
  return { always: others.map((mode) => ({ guard: { type: 'isIn', params: mode }, target: mode }) as const) }
}

/** The same transition for all edits. */
function editsOf<T>(transition: T): Record<EditEvent['type'], T> {
  return Object.fromEntries(edits.map((type) => [type, transition])) as Record<EditEvent['type'], T>
}
