import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeEntities } from '../html-text.ts';

/** An XML element: its attributes, child elements, own text (entities resolved) and comments. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  text: string;
  comments: string[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  cdataPropName: '#cdata',
  commentPropName: '#comment',
});

/** Parses one well-formed element; undefined when it is not well formed. No DTD, no entities but the built-in ones. */
export function parseXml(xml: string): XmlNode | undefined {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml.replace(/<!\[CDATA\[(?:(?!<!\[CDATA\[)[\s\S])*?\]\]>/g, ''))) return undefined;
  try {
    if (XMLValidator.validate(xml) !== true) return undefined;
    return nodesOf(parser.parse(xml)).children[0];
  } catch {
    return undefined;
  }
}

/** The first child of that name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((entry) => entry.name === name);
}

/** All children of that name. */
export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((entry) => entry.name === name) ?? [];
}

function nodesOf(parsed: unknown): XmlNode {
  const node: XmlNode = { name: '', attributes: {}, children: [], text: '', comments: [] };
  for (const entry of listOf(parsed)) {
    const { ':@': attributes, ...rest } = entry;
    const [name, value] = Object.entries(rest)[0] ?? ['', ''];
    if (name === '#text') node.text += decodeEntities(String(value));
    else if (name === '#cdata') node.text += plain(value);
    else if (name === '#comment') node.comments.push(plain(value));
    else node.children.push({ ...nodesOf(value), name, attributes: attributesOf(attributes) });
  }
  return node;
}

/** The raw text in a CDATA or comment entry of the parser's tree. */
function plain(value: unknown): string {
  return listOf(value)
    .map((entry) => String(entry['#text'] ?? ''))
    .join('');
}

function attributesOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, decodeEntities(String(text))]));
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}
