/** A state value as a person reads it: 'form.editing | menu.open'. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([key, inner]) => [key, valueText(inner)].filter((part) => part !== '').join('.'))
    .join(' | ')
}
