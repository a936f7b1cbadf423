const zh = {
  attachment: '图片或文件',
  attachmentHint:
    '最多 10 MB。照片（JPG、PNG、WebP）里的拍摄地点等信息会先去掉；PDF、Word、Excel、PPT、文本文件原样发出，里面写着的作者等信息也在。',
  attachmentNow: (name: string) => `现在带着：${name}。选新的就换掉。`,
  detach: '已带的图片或文件',
  detachYes: (name: string) => `去掉：${name}`,
  picture: '图片',
  pictureAlt: (title: string) => `公告“${title}”的图片`,
  file: (name: string) => `附件：${name}`,
};
const en: typeof zh = {
  attachment: 'Picture or file',
  attachmentHint:
    'Up to 10 MB. A photo (JPG, PNG, WebP) first loses where it was taken and the like; PDF, Word, Excel, PowerPoint and text files go out as they are, with the author’s name and whatever else is in them.',
  attachmentNow: (name) => `Attached now: ${name}. A new one takes its place.`,
  detach: 'Attached now',
  detachYes: (name) => `Take it off: ${name}`,
  picture: 'picture',
  pictureAlt: (title) => `Picture of the announcement “${title}”`,
  file: (name) => `File: ${name}`,
};

/** The words of what stands in the form beside the text, and of how it arrives. */
export const formMessages = { zh, en };
