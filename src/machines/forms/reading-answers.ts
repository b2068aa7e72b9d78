import { fromCallback, type EventObject } from 'xstate'
import { readAnswers, type AnswersGiven, type AnswersWanted } from './answer-source.ts'
import { formSources } from './form-sources.ts'

/** How each field can be answered beforehand, such as '--name or DEPLOY_NAME', by its name. */
export type AnswerWays = Readonly<Record<string, string>>

/** What reading answers from elsewhere comes to. */
export type ReadingEvent =
  | { readonly type: 'read'; readonly given: AnswersGiven; readonly ways: AnswerWays }
  | { readonly type: 'notRead'; readonly error: unknown }

/** Reads answers from all sources, at once if none of them has to be waited for. The input is answers that count before them. */
export function readingAnswers(wanted: AnswersWanted) {
  return fromCallback<EventObject, object | undefined>(({ input = {}, sendBack }) => {
    const aborter = new AbortController()
    const { signal } = aborter
    const tell = (event: ReadingEvent) => {
      if (!signal.aborted) sendBack(event)
    }
    const failed = (error: unknown) => tell({ type: 'notRead', error })
    const sources = [...formSources(Array.isArray(input) ? input : [input]), ...wanted.sources]
    const all = { ...wanted, sources }
    const read = (given: AnswersGiven) => tell({ type: 'read', given, ways: waysIn(all) })
    try {
      const given = readAnswers(all, signal)
      if ('then' in given) void given.then(read, failed)
      else read(given)
    } catch (error) {
      failed(error)
    }
    return () => aborter.abort()
  })
}

function waysIn(wanted: AnswersWanted): AnswerWays {
  const ways = wanted.fields.map((field) => {
    const names = wanted.sources.flatMap((source) => source.nameOf?.(field, wanted) ?? [])
    return [field.name, names.join(' or ')] as const
  })
  return Object.fromEntries(ways)
}
