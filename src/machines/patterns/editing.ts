import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromPromise, setup, type PromiseActorLogic } from 'xstate'
import type { Exit } from '../processes/exit-error.ts'
import { asPattern } from '../kit/pattern.ts'
import { handoff } from './handoff.ts'
import { resource, type Resource } from './resource.ts'

export interface EditingOptions {
  /** The end of the file's name, by which editors know what it is: '.txt' unless told. */
  readonly suffix?: string
  /** The editor's command line: $VISUAL, or $EDITOR, or vi, unless told. */
  readonly editor?: string
}

/** How an edit ended. */
export interface EditingOutput extends Exit {
  /** The new text where the editor ended with exit code 0; else that from before. */
  readonly text: string
  /** Whether the editor ended well. */
  readonly applied: boolean
}

export type Editing = Resource<Draft, string, PromiseActorLogic<EditingOutput, Draft>>

/** A file with the text, in a folder that only this user can read. */
export interface Draft {
  readonly folder: string
  readonly path: string
  readonly before: string
  readonly editor: string
}

/**
 * Has a text edited by the user's own editor, on the real terminal. Its input is the text. What was written applies only
 * where the editor ends with exit code 0. The file is gone afterwards, however it ends.
 *
 * ```ts
 * const message = editing({ suffix: '.md' })
 * createActor(message, { input: 'Dear …' })
 * ```
 */
export function editing({ suffix = '.txt', editor }: EditingOptions = {}): Editing {
  return resource({
    name: 'the draft',
    acquire: async ({ input: before }: { input: string }) => {
      const folder = await mkdtemp(join(tmpdir(), 'edit-'))
      const path = join(folder, `text${suffix}`)
      await writeFile(path, before)
      return {
        folder,
        path,
        before,
        editor: (editor ?? process.env['VISUAL']) || process.env['EDITOR'] || 'vi',
      }
    },
    release: ({ folder }) => rm(folder, { recursive: true, force: true }),
    use: session(),
  })
}

/** The use of a draft. Of what goes on in it, only how it ends matters. */
function session(): PromiseActorLogic<EditingOutput, Draft> {
  const machine = setup({
    types: {
      input: {} as Draft,
      context: {} as { readonly draft: Draft; readonly output: EditingOutput },
      output: {} as EditingOutput,
    },
    actors: {
      // As git does: the editor may have arguments of its own, and a shell knows how they are written.
      editor: handoff(({ editor, path }: Draft) => ({
        command: 'sh',
        args: ['-c', `${editor} "$1"`, 'sh', path],
      })),
      reader: fromPromise(({ input, signal }: { input: Draft; signal: AbortSignal }) =>
        readFile(input.path, { encoding: 'utf8', signal }),
      ),
    },
  }).createMachine({
    id: 'editing',
    description: 'A text in the hands of an editor.',
    context: ({ input: draft }) => ({
      draft,
      output: { text: draft.before, applied: false, code: null, signal: null },
    }),
    initial: 'editing',
    states: {
      editing: {
        invoke: {
          src: 'editor',
          id: 'editor',
          input: ({ context }) => context.draft,
          onDone: {
            target: 'reading',
            actions: assign({ output: ({ context, event }) => ({ ...context.output, ...event.output }) }),
          },
        },
      },
      reading: {
        always: { guard: ({ context }) => context.output.code !== 0, target: 'done' },
        invoke: {
          src: 'reader',
          id: 'reader',
          input: ({ context }) => context.draft,
          onDone: {
            target: 'done',
            actions: assign({
              output: ({ context, event }) => ({ ...context.output, text: event.output, applied: true }),
            }),
          },
        },
      },
      done: { type: 'final' },
    },
    output: ({ context }) => context.output,
  })
  return asPattern(machine)
}
