package cn.sunlit.bank;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a message into its frame, which has all but the entries, and parts of some hundred entries each, because the library holds
 * what it reads as objects many times the size of the text. Each part is a message of the same type by itself.
 */
final class MessageParts {

    /** Depths at which entries stand in their statement, notification or payment order. */
    private static final int GROUP = 3;

    private static final int ENTRY = 4;
    private static final Set<String> ENTRIES = Set.of("Ntry", "TxInfAndSts");
    private static final Set<String> GROUPS = Set.of("Stmt", "Ntfctn", "OrgnlPmtInfAndSts");
    private static final int IN_A_PART = 250;

    private final XMLStreamReader in;
    private final StringWriter frameText = new StringWriter();
    private final XMLOutputFactory writers = XMLOutputFactory.newDefaultFactory();
    private final XMLStreamWriter frame = writers.createXMLStreamWriter(frameText);
    private final ObjIntConsumer<String> parts;
    private final List<String> open = new ArrayList<>();
    private int group = -1;
    private int inPart;
    private @Nullable StringWriter partText;
    private @Nullable XMLStreamWriter part;
    private String namespace = "";

    private MessageParts(XMLInputFactory readers, String text, ObjIntConsumer<String> parts) throws XMLStreamException {
        this.in = readers.createXMLStreamReader(new StringReader(text));
        this.parts = parts;
    }

    /** @param readers which refuse entities; the text has been found well-formed by them */
    static String frame(XMLInputFactory readers, String text) {
        return cut(readers, text, (part, group) -> {});
    }

    /** @param to gets each part with the ordinal of the statement, notification or order that it is of */
    static void parts(XMLInputFactory readers, String text, ObjIntConsumer<String> to) {
        cut(readers, text, to);
    }

    private static String cut(XMLInputFactory readers, String text, ObjIntConsumer<String> to) {
        try {
            MessageParts parts = new MessageParts(readers, text, to);
            parts.walk();
            return parts.frameText.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a message that was well-formed is not", e);
        }
    }

    private void walk() throws XMLStreamException {
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        writer().writeCharacters(in.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> end();
                default -> {
                    // comments and the like say nothing that is read
                }
            }
        }
        frame.flush();
    }

    private XMLStreamWriter writer() {
        return part != null && isInEntry() ? part : frame;
    }

    private boolean isInEntry() {
        return open.size() >= ENTRY && ENTRIES.contains(open.get(ENTRY - 1));
    }

    private void start() throws XMLStreamException {
        String name = in.getLocalName();
        open.add(name);
        if (open.size() == 1) {
            String declared = in.getNamespaceURI();
            namespace = declared == null ? "" : declared;
        }
        if (open.size() == GROUP && GROUPS.contains(name)) {
            group++;
        }
        if (open.size() == ENTRY && ENTRIES.contains(name) && part == null) {
            begin();
        }
        XMLStreamWriter to = writer();
        to.writeStartElement(name);
        if (open.size() == 1) {
            to.writeDefaultNamespace(namespace);
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String of = in.getAttributeNamespace(i);
            if (of == null || of.isEmpty()) {
                to.writeAttribute(in.getAttributeLocalName(i), in.getAttributeValue(i));
            }
        }
    }

    private void end() throws XMLStreamException {
        writer().writeEndElement();
        if (open.size() == ENTRY && isInEntry() && ++inPart == IN_A_PART) {
            hand();
        }
        if (open.size() == GROUP) {
            hand();
        }
        open.removeLast();
    }

    private void begin() throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter writer = writers.createXMLStreamWriter(text);
        writer.writeStartElement(open.getFirst());
        writer.writeDefaultNamespace(namespace);
        for (String name : open.subList(1, GROUP)) {
            writer.writeStartElement(name);
        }
        partText = text;
        part = writer;
    }

    private void hand() throws XMLStreamException {
        XMLStreamWriter writer = part;
        StringWriter text = partText;
        if (writer != null && text != null) {
            for (int i = 0; i < GROUP; i++) {
                writer.writeEndElement();
            }
            writer.flush();
            parts.accept(text.toString(), group);
        }
        part = null;
        partText = null;
        inPart = 0;
    }
}
