import { assign, sendParent, setup } from 'xstate'
import type { PatternRules } from '../kit/pattern.ts'

/** The context of a row of buttons. */
interface ButtonRowContext {
  /** The index of the button that has the focus. */
  readonly at: number
  /** Why a button does nothing now, by its index. */
  readonly reasons: readonly (string | undefined)[]
}

/** What a row of buttons can be told. */
export type ButtonRowEvent =
  | { readonly type: 'move'; readonly by: number }
  /** Presses the button with this label, or the one that has the focus. */
  | { readonly type: 'press'; readonly button?: string }
  | { readonly type: 'reasons'; readonly reasons: ButtonRowContext['reasons'] }

/** Where a row of buttons begins. */
interface ButtonRowInput {
  readonly at: number
  readonly reasons: ButtonRowContext['reasons']
}

/** Buttons beside each other, of which one has the focus. What is pressed is sent to the parent, by the event `choose`. */
export function buttonRow(labels: readonly string[]) {
  return setup({
    types: {
      context: {} as ButtonRowContext,
      events: {} as ButtonRowEvent,
      input: {} as ButtonRowInput,
    },
    guards: {
      isAt: ({ context }, { at }: { readonly at: number }) => context.at === at,
      hasNext: ({ context }, by: number) => labels[context.at + by] !== undefined,
    },
  }).createMachine({
    id: 'buttons',
    meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
    context: ({ input }) => input,
    on: {
      move: {
        guard: { type: 'hasNext', params: ({ event }) => event.by },
        actions: assign({ at: ({ context, event }) => context.at + event.by }),
        description: 'Other button',
      },
      // One for each button, so that the line of help names it.
      press: labels.map((label, at) => ({
        guard: { type: 'isAt' as const, params: { at } },
        actions: sendParent(({ event }: { event: ButtonRowEvent }) => ({
          type: 'choose',
          button: (event as { readonly button?: string }).button ?? label,
        })),
        description: label,
      })),
      reasons: { actions: assign({ reasons: ({ event }) => event.reasons }) },
    },
  })
}

/** The logic of a row of buttons. */
export type ButtonRow = ReturnType<typeof buttonRow>
