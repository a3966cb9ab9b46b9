package cn.sunlit.inquiries;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * XML in UTF-8 whose elements bear the names of the fields: {@code <answers><answer><requestId>…}. Read as a stream; document
 * types and entities are refused before anything of them is resolved, and every text and every depth has its end.
 */
final class XmlFormat implements FileFormat {

    private static final Set<String> LISTS = Set.of("assets", "controls");
    private static final int DEEPEST = 6;
    private static final int LONGEST_TEXT = 500;

    @Override
    public String ending() {
        return "xml";
    }

    @Override
    public byte[] write(List<JsonNode> requests) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("requests");
            for (JsonNode request : requests) {
                out.writeCharacters("\n");
                write(out, "request", request);
            }
            out.writeCharacters("\n");
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(XMLStreamWriter out, String name, JsonNode value) throws XMLStreamException {
        out.writeStartElement(name);
        if (value.isObject()) {
            for (var each : value.properties()) {
                write(out, each.getKey(), each.getValue());
            }
        } else {
            out.writeCharacters(value.asString(""));
        }
        out.writeEndElement();
    }

    @Override
    public List<ObjectNode> read(byte[] file) throws Unreadable {
        utf8(file);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entity");
        });
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            if (next(in) != XMLStreamConstants.START_ELEMENT
                    || !in.getLocalName().equals("answers")) {
                throw new Unreadable("根元素应为 answers");
            }
            List<ObjectNode> answers = new ArrayList<>();
            while (next(in) == XMLStreamConstants.START_ELEMENT) {
                if (!in.getLocalName().equals("answer")) {
                    throw new Unreadable("answers 之下只能是 answer，不能是 " + CsvFormat.brief(in.getLocalName()));
                }
                if (!(value(in, 1) instanceof ObjectNode answer)) {
                    throw new Unreadable("第%d个 answer 没有内容".formatted(answers.size() + 1));
                }
                answers.add(answer);
            }
            while (in.hasNext()) {
                refuseEntities(in.next());
            }
            return answers;
        } catch (XMLStreamException e) {
            throw new Unreadable("不是完整的、格式正确的 XML" + where(e));
        }
    }

    private static String where(XMLStreamException e) {
        return e.getLocation() == null
                ? ""
                : "（第%d行附近）".formatted(e.getLocation().getLineNumber());
    }

    /** What declares another encoding than it has would otherwise be read as other words. */
    private static void utf8(byte[] file) throws Unreadable {
        int head = Math.min(file.length, 200);
        String declared = new String(file, 0, head, StandardCharsets.ISO_8859_1);
        if (!declared.stripLeading().startsWith("<") && !declared.startsWith("\u00EF\u00BB\u00BF<")) {
            throw new Unreadable("不是 UTF-8 编码的 XML");
        }
        int at = declared.indexOf("encoding=");
        if (at >= 0 && !declared.regionMatches(true, at + 10, "UTF-8", 0, 5)) {
            throw new Unreadable("编码应为 UTF-8");
        }
    }

    /** The next event that is an element's beginning or end. */
    private static int next(XMLStreamReader in) throws XMLStreamException, Unreadable {
        while (in.hasNext()) {
            int event = in.next();
            refuseEntities(event);
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                return event;
            }
            if (event == XMLStreamConstants.CHARACTERS && !in.isWhiteSpace()) {
                throw new Unreadable("元素之间有多余的文字");
            }
        }
        return XMLStreamConstants.END_DOCUMENT;
    }

    private static void refuseEntities(int event) throws Unreadable {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new Unreadable("不得包含文档类型声明或者实体（DOCTYPE、ENTITY）");
        }
    }

    /** What stands in the element that has begun, up to its end. */
    private static JsonNode value(XMLStreamReader in, int depth) throws XMLStreamException, Unreadable {
        if (depth > DEEPEST) {
            throw new Unreadable("嵌套过深");
        }
        String name = in.getLocalName();
        ArrayNode list = Wire.JSON.createArrayNode();
        ObjectNode object = Wire.JSON.createObjectNode();
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = in.next();
            refuseEntities(event);
            if (event == XMLStreamConstants.END_ELEMENT) {
                break;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                String field = in.getLocalName();
                JsonNode value = value(in, depth + 1);
                if (LISTS.contains(name)) {
                    list.add(value);
                } else if (object.replace(field, value) != null) {
                    throw new Unreadable("%s 中的 %s 出现了两次".formatted(CsvFormat.brief(name), CsvFormat.brief(field)));
                }
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(in.getText());
                if (text.length() > LONGEST_TEXT && !text.toString().isBlank()) {
                    throw new Unreadable("%s 的内容过长".formatted(CsvFormat.brief(name)));
                }
            }
        }
        if (LISTS.contains(name)) {
            return list;
        }
        if (!object.isEmpty()) {
            return object;
        }
        String plain = text.toString().strip();
        return name.equals("rank") && plain.matches("\\d{1,3}")
                ? Wire.JSON.getNodeFactory().numberNode(Integer.parseInt(plain))
                : Wire.JSON.getNodeFactory().stringNode(plain);
    }
}
