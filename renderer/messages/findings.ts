/** What dissectors say, in the learner's language: English comes with the bytes, Chinese stands here, by code. */
import { useMemo } from "react";
import type { Field } from "../../main/contract/index.ts";
import type { bytesFindings } from "../../main/wire/bytes/bytes.ts";
import type { http1Findings } from "../../main/wire/http1/findings.ts";
import { useMessages } from "./messages.ts";

export type WireFindingCode = keyof typeof http1Findings | keyof typeof bytesFindings;

export interface WireTexts {
  finding: (finding: NonNullable<Field["finding"]>) => string;
  fieldName: (name: string) => string;
  fieldValue: (value: string) => string;
  /** The few words beside an arrow. */
  detail: (detail: string) => string;
}

export function useWireTexts(): WireTexts {
  const { language } = useMessages();
  return useMemo(() => wireTexts(language), [language]);
}

export function wireTexts(language: "en" | "zh-CN"): WireTexts {
  if (language === "en") return { finding: (finding) => finding.text, fieldName: (name) => name, fieldValue: (value) => value, detail: (detail) => detail };
  const findings: Readonly<Record<string, string>> = findingsZhCn;
  return {
    finding: ({ code, text }) => {
      const source = /\((RFC [^)]*)\)$/.exec(text)?.[1] ?? "";
      const told = findings[code];
      if (told === undefined) return text;
      return source === "" ? told : `${told}（${source}）`;
    },
    fieldName: (name) => fieldNamesZhCn[name] ?? name,
    fieldValue: (value) => (value === "none" ? "无" : value),
    detail: (detail) => detail.replace(" content", " 内容").replace("incomplete", "不完整").replace("not HTTP", "不是 HTTP").replace(", ", "，"),
  };
}

const fieldNamesZhCn: Readonly<Record<string, string>> = {
  "HTTP/1.1 request": "HTTP/1.1 请求",
  "HTTP/1.1 response": "HTTP/1.1 响应",
  "HTTP/1.0 request": "HTTP/1.0 请求",
  "HTTP/1.0 response": "HTTP/1.0 响应",
  "Empty lines": "空行",
  "Request line": "请求行",
  "Status line": "状态行",
  Method: "方法",
  "Request target": "请求目标",
  Version: "版本",
  "Status code": "状态码",
  "Reason phrase": "原因短语",
  "End of headers": "首部结束",
  "End of trailers": "尾部结束",
  Content: "内容",
  "Chunk size": "分块大小",
  "Last chunk": "最后一块",
  "More chunks": "其余分块",
  Extension: "扩展",
  Data: "数据",
  "Line end": "行尾",
  Line: "行",
  Bytes: "字节",
};

export const findingsZhCn: Readonly<Record<WireFindingCode, string>> = {
  "bare-lf": "该行仅以 LF 结尾。接收方可以接受，但发送方应写 CR LF。",
  "bare-cr": "单独的 CR 后面没有 LF：接收方必须视为无效，或当作空格。",
  "empty-line-before-start": "请求行之前有空行：服务器应至少忽略一个。",
  "start-line-spaces": "起始行的各部分以一个空格分隔；此处多了空格或用了制表符。",
  "start-line-incomplete": "字节在起始行结束之前就断了。",
  "request-line-invalid": "这不是请求行（方法 SP 请求目标 SP HTTP 版本），因此无法得知报文在哪里结束。",
  "status-line-invalid": "这不是状态行（HTTP 版本 SP 三位数字 SP 原因短语），因此无法得知报文在哪里结束。",
  "method-lower-case": "方法区分大小写：这与大写的那个不是同一个方法。",
  "target-form": "请求目标不属于四种形式：/path、http://…、host:port（仅 CONNECT）、*（仅 OPTIONS）。",
  "target-fragment": "片段（#…）从不出现在请求目标中。",
  "version-not-1": "此语法的主版本号是 1；不认识其他版本的服务器回答 505。",
  "status-out-of-range": "状态码在 100 到 599 之间；客户端把此码当作 5xx。",
  "reason-space-missing": "即使没有原因短语，状态码后面的空格也不可省略。",
  "space-before-colon": "字段名与冒号之间有空白：服务器必须以 400 拒绝该请求。",
  "obs-fold": "折行的字段行（以空白开头）：服务器必须以 400 拒绝，或当作空格读取。",
  "space-before-first-field": "第一个字段行之前有空白：接收方必须拒绝该报文或跳过该行。",
  "field-colon-missing": "没有冒号的字段行没有字段名。",
  "field-name-invalid": "字段名是一个 token：字母、数字和少数符号。",
  "field-value-control": "字段值中的控制字符无效；NUL、CR 和 LF 是危险的。",
  "headers-incomplete": "字节在结束首部的空行之前就断了。",
  "host-missing": "没有 Host 的 HTTP/1.1 请求：服务器必须回答 400。",
  "host-duplicate": "Host 多于一行：服务器必须回答 400。",
  "host-invalid": "这不是主机名加可选端口：服务器必须回答 400。",
  "upgrade-not-in-connection": "发送 Upgrade 时，Connection 中应有 upgrade 选项，使中间节点不转发它。",
  "required-field-missing": "该状态的响应应带有的字段在此缺失。",
  "length-and-transfer-encoding": "Content-Length 与 Transfer-Encoding 同时出现：以 Transfer-Encoding 为准，这可能是请求走私。",
  "content-length-invalid": "Content-Length 不是数字，或多个值不一致：无法得知长度。",
  "content-length-repeated": "同一个 Content-Length 出现多次；接收方可以当作一个，也可以拒绝。",
  "content-length-forbidden": "1xx、204 响应以及对 CONNECT 的 2xx 响应不得带 Content-Length。",
  "transfer-encoding-forbidden": "1xx、204 响应以及对 CONNECT 的 2xx 响应不得带 Transfer-Encoding。",
  "transfer-encoding-in-1.0": "HTTP/1.0 没有 Transfer-Encoding：接收方必须视为分帧有误。",
  "chunked-not-last": "chunked 不是最后一个传输编码：此类请求的长度无法得知，服务器必须回答 400。",
  "chunked-twice": "chunked 不得使用多次。",
  "framing-unknown": "无法得知前一报文在哪里结束，因此不解读这些字节。",
  "read-until-close": "既没有长度也没有分块：内容一直到连接关闭为止。",
  "content-incomplete": "内容比声明的短。",
  "content-forbidden": "该响应在首部结束处终止；其后的字节不是它的内容。",
  "content-in-get": "GET 或 HEAD 请求中的内容没有定义含义；有些服务器会拒绝。",
  "content-in-trace": "客户端不得在 TRACE 请求中发送内容。",
  "chunk-size-invalid": "分块以十六进制的大小和行尾开头。",
  "chunk-size-too-large": "分块大小超出接收方可计数的范围；不得溢出。",
  "chunk-end-missing": "分块数据之后应是 CR LF；大小与此不符。",
  "chunk-extension": "分块扩展：接收方忽略不认识的扩展。",
  "trailer-forbidden": "用于分帧、路由或认证的字段不得出现在尾部。",
  "field-lines-limit": "字段行多于此处读取的数量。",
  "no-dissector": "没有解析器认识这段会话；这些是它的字节。",
  upgraded: "101 之后，连接使用另一种协议。",
  tunnel: "对 CONNECT 的 2xx 响应之后，连接是一条隧道。",
};
