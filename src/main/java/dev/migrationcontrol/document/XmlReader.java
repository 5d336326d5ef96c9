package dev.migrationcontrol.document;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML without document types: neither their entities nor anything outside is read. */
final class XmlReader {
    private XmlReader() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** @return the line of a fault; 0 where there is none */
    static int read(String text, NodeBuilder builder) {
        int line = 1;
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    builder.open(reader.getLocalName(), line);
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        builder.leaf(reader.getAttributeLocalName(i), reader.getAttributeValue(i), line);
                    }
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    builder.close();
                } else if (event == XMLStreamReader.CHARACTERS) {
                    builder.text(reader.getText());
                }
                // Where one event ends, the next begins.
                line = Math.max(line, reader.getLocation().getLineNumber());
            }
            return 0;
        } catch (XMLStreamException e) {
            return e.getLocation() == null
                    ? line
                    : Math.max(line, e.getLocation().getLineNumber());
        } catch (NodeBuilder.TooMuch e) {
            return line;
        }
    }
}
