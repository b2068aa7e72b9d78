import { givenAnswer, type AnswerSource } from './answer-source.ts'
import { AnswersError } from './answers-error.ts'
import { nearest } from './nearest.ts'
import type { FormField } from './answer-source.ts'

/** All sources as such: answers by name are one, too. */
export function formSources(given: readonly object[]): readonly AnswerSource[] {
  return given.map((source) => (isSource(source) ? source : answersByName(source)))
}

function isSource(source: object): source is AnswerSource {
  return 'read' in source && typeof source.read === 'function'
}

function answersByName(values: object): AnswerSource {
  return { read: ({ fields }) => ({ answers: givenByName(values, fields, 'the answers') }) }
}

/** Answers of an object by the names of fields. @throws AnswersError for a name that no field has. */
export function givenByName(values: object, fields: readonly FormField[], from: string) {
  const named = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    named.map(([name, value]) => {
      const field = fields.find((field) => field.name === name)
      if (field !== undefined) return [name, givenAnswer(value, field, `${name} of ${from}`)]
      const hint = nearest(
        name,
        fields.map(({ name }) => name),
      )
      throw new AnswersError([
        { field: undefined, message: `${from}: there is no field ${JSON.stringify(name)}${hint}` },
      ])
    }),
  )
}
