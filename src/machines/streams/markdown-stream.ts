import { enqueueActions, setup } from 'xstate'
import { asPattern, type Pattern } from '../kit/pattern.ts'
import { requireLimit } from '../kit/numbers.ts'
import {
  lastBlocks,
  noMarkdown,
  withPiece,
  type MarkdownBlock,
  type OpenMarkdown,
} from './markdown-blocks.ts'
import { Ring } from './ring.ts'

/** What an action for finished blocks is called with. */
export interface FinishedArguments {
  /** The context of the stream. */
  readonly context: MarkdownStreamContext
  /** The event that finished the block. */
  readonly event: MarkdownStreamEvent
  /** The actor system. */
  readonly system: object
}

/** What `markdownStream` does with blocks that are finished. */
export interface MarkdownStreamOptions {
  /**
   * How many finished blocks are kept: the last ones. A whole number, 0 or more, or Infinity.
   *
   * @defaultValue 1,000; with `finished` 0
   */
  readonly maxBlocks?: number | undefined
  /**
   * An action that takes each block when it is finished, such as one that `print` makes.
   *
   * @defaultValue none
   */
  readonly finished?:
    ((args: FinishedArguments, params: { readonly block: MarkdownBlock }) => void) | undefined
}

/** The output of `markdownStream`. */
export interface MarkdownStreamOutput {
  /** The last finished blocks. */
  readonly blocks: Ring<MarkdownBlock>
  /** How many blocks were finished. */
  readonly finished: number
}

/** The context of `markdownStream`. */
export interface MarkdownStreamContext extends MarkdownStreamOutput {
  /** The rest of the document, which may still change. */
  readonly open: OpenMarkdown
}

/** What `markdownStream` can be told. */
export type MarkdownStreamEvent =
  /** More text of the document, cut anywhere. */
  | { readonly type: 'piece'; readonly text: string }
  /** The document is complete. */
  | { readonly type: 'end' }

/** The states of `markdownStream`. */
export type MarkdownStreamState = 'streaming' | 'ended'

/** What `markdownStream` returns. */
export type MarkdownStream = Pattern<
  MarkdownStreamContext,
  MarkdownStreamEvent,
  MarkdownStreamState,
  'busy',
  unknown,
  MarkdownStreamOutput
>

const MAX_BLOCKS = 1_000

/**
 * A document in Markdown that comes in pieces, as from a language model. Its blocks (paragraphs, lists, code) are finished one
 * after the other, and a finished block is an object that never changes. Only the rest is read again. How the text was cut
 * into pieces makes no difference.
 *
 * ```ts
 * const answer = createActor(markdownStream()).start()
 * answer.send({ type: 'piece', text: '# Hel' })
 * answer.send({ type: 'piece', text: 'lo\n\nwor' })
 * ```
 *
 * A reference (`[guide]`) whose definition comes after its block stays text. A block of more than 8,192 characters is cut into
 * several. The actor is done after `end`.
 *
 * @throws RangeError if `maxBlocks` isn't a whole number, 0 or more, or Infinity.
 */
export function markdownStream({ finished, ...options }: MarkdownStreamOptions = {}): MarkdownStream {
  const { maxBlocks = finished === undefined ? MAX_BLOCKS : 0 } = options
  requireLimit('markdownStream: maxBlocks', maxBlocks, 0)
  const machine = setup({
    types: { context: {} as MarkdownStreamContext, events: {} as MarkdownStreamEvent },
    actions: { finished: finished ?? (() => {}) },
  }).createMachine({
    id: 'markdownStream',
    description: 'Takes a document in pieces, and finishes its blocks.',
    context: { blocks: new Ring<MarkdownBlock>(Math.max(1, maxBlocks)), finished: 0, open: noMarkdown },
    initial: 'streaming',
    states: {
      streaming: {
        tags: 'busy',
        on: {
          piece: {
            actions: enqueueActions(({ context, event, enqueue }) => {
              const [open, blocks] = withPiece(context.open, event.text)
              enqueue.assign({ open, ...finishing(context, blocks, maxBlocks) })
              for (const block of blocks) enqueue({ type: 'finished', params: { block } })
            }),
          },
          end: {
            target: 'ended',
            actions: enqueueActions(({ context, enqueue }) => {
              const blocks = lastBlocks(context.open)
              enqueue.assign({ open: noMarkdown, ...finishing(context, blocks, maxBlocks) })
              for (const block of blocks) enqueue({ type: 'finished', params: { block } })
            }),
          },
        },
      },
      ended: { type: 'final' },
    },
    output: ({ context: { blocks, finished } }) => ({ blocks, finished }),
  })
  return asPattern(machine, (context: MarkdownStreamContext) => ({
    ...context,
    blocks: Ring.from(context.blocks),
  }))
}

function finishing(
  { blocks, finished }: MarkdownStreamContext,
  more: readonly MarkdownBlock[],
  maxBlocks: number,
): MarkdownStreamOutput {
  return { blocks: maxBlocks === 0 ? blocks : blocks.concat(more), finished: finished + more.length }
}
