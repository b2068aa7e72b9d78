import { fromCallback, type EventObject } from 'xstate'
import { readAnswers, type AnswersGiven, type AnswersWanted } from './answer-source.ts'
import { formSources } from './form-sources.ts'

/** What reading answers from elsewhere comes to. */
export type ReadingEvent =
  | { readonly type: 'read'; readonly given: AnswersGiven }
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
    const read = (given: AnswersGiven) => tell({ type: 'read', given })
    try {
      const given = readAnswers({ ...wanted, sources: [...formSources([input]), ...wanted.sources] }, signal)
      if ('then' in given) void given.then(read, failed)
      else read(given)
    } catch (error) {
      failed(error)
    }
    return () => aborter.abort()
  })
}
