import { decodeHTML } from 'entities/decode'

/**
 * The text that a browser shows for HTML that was made of Markdown, with the numbers of list items, with what is said in
 * place of pictures, and with the languages of code.
 */
export function visibleText(html: string): string {
  const lists: number[] = []
  return html.replace(
    /<(\/?)(\w+)([^>]*)>|&[#\w]+;/g,
    (tag, close: string, name: string, attributes: string) => {
      if (tag.startsWith('&')) return decodeHTML(tag)
      if (name === 'ol' || name === 'ul') {
        if (close !== '') lists.pop()
        else lists.push(name === 'ul' ? Number.NaN : Number(/start="(\d+)"/.exec(attributes)?.[1] ?? 1))
      }
      if (name === 'li' && close === '') {
        const number = lists.pop()!
        lists.push(number + 1)
        return Number.isNaN(number) ? '' : `${number}.`
      }
      const said =
        (name === 'img' && /alt="([^"]+)"|src="([^"]*)" alt=""/) ||
        (name === 'code' && /class="language-([^"]*)"/)
      const [, first, second = ''] = (said && said.exec(attributes)) || []
      return decodeHTML(first ?? second)
    },
  )
}
