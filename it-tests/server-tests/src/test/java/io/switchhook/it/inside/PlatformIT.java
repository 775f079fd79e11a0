package io.switchhook.it.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.json.bind.JsonbBuilder;
import java.io.File;
import java.io.InputStream;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Switchhook takes for granted of the server it is deployed to. */
@ExtendWith(ArquillianExtension.class)
class PlatformIT {
    private static final String WAR = "webhook-war.war";
    private static final String FACTORY = "jms/SwitchhookConnectionFactory";

    @Deployment
    static EnterpriseArchive shippedEarWithThisTest() throws Exception {
        EnterpriseArchive ear =
                ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("it.ear")));
        File assertj = new File(Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        WebArchive war;
        try (InputStream shipped = ear.get(WAR).getAsset().openStream()) {
            war = ShrinkWrap.create(ZipImporter.class, WAR).importFrom(shipped).as(WebArchive.class);
        }
        ear.delete(WAR);
        return ear.addAsModule(war.addClass(PlatformIT.class).addAsLibrary(assertj));
    }

    @Test
    void theDefaultDataSourceCommitsEachStatementByItself() throws Exception {
        DataSource store = InitialContext.doLookup("java:comp/DefaultDataSource");
        try (Connection connection = store.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
        }
    }

    @Test
    void aLocalTransactedSessionWorksInAManagedThread() throws Exception {
        FutureTask<String> conversation = new FutureTask<>(() -> {
            ConnectionFactory factory = InitialContext.doLookup(FACTORY);
            try (JMSContext session = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
                Queue own = session.createTemporaryQueue();
                session.createProducer().send(own, "undone");
                session.rollback();
                session.createProducer().send(own, "done");
                session.commit();
                return session.createConsumer(own).receiveBody(String.class, 30_000);
            }
        });

        ManagedThreadFactory threads = InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
        threads.newThread(conversation).start();

        assertThat(conversation.get(1, TimeUnit.MINUTES)).isEqualTo("done");
    }

    @Test
    void aDestinationOfTheApplicationIsKnownByTheBrokersName() throws Exception {
        ConnectionFactory factory = InitialContext.doLookup(FACTORY);
        try (JMSContext session = factory.createContext()) {
            for (int partition = 0; partition < 8; partition++) {
                Queue declared = InitialContext.doLookup("java:app/jms/Inbound" + partition);
                Queue called = session.createQueue("switchhook.inbound." + partition);
                assertThat(called.getQueueName()).isEqualTo(declared.getQueueName());
            }
        }
    }

    @Test
    void theServerBindsJson() {
        String json = JsonbBuilder.create().toJson(Map.of("a", 1));

        assertThat(json).isEqualTo("{\"a\":1}");
    }
}
