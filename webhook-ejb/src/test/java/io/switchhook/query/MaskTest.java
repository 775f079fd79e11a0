package io.switchhook.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void hidesNamedMembersAtAnyDepthAndInAnyCase() {
        Mask mask = Mask.of(Settings.of(Map.of("switchhook.mask", "email, Phone")));

        JsonObject masked = mask.data(json(
                "{'id':1,'EMAIL':'a@b','deep':[{'phone':{'home':'1'},'x':null},[{'email':['a']}],'email'],'ok':true}"));

        assertThat(masked)
                .isEqualTo(
                        json(
                                "{'id':1,'EMAIL':'***','deep':[{'phone':'***','x':null},[{'email':'***'}],'email'],'ok':true}"));
    }

    @Test
    void hidesNothingWhenNothingIsNamed() {
        JsonObject data = json("{'email':'a@b','n':[1.50,{'x':{}}]}");

        assertThat(Mask.of(Settings.of(Map.of())).data(data)).isEqualTo(data);
    }

    @Test
    void hidesHeadersWithSecretsInAReceiptEvenWhenNothingIsNamed() {
        Mask mask = new Mask(Set.of());

        JsonObject masked = mask.receipt(json(
                "{'secretPosition':1,'client':'192.0.2.7','headers':{'Authorization':'Basic eA==','X-Hub-Signature':'sha1=00',"
                        + "'Set-Cookie':'a=b','X-Api-Key':'k','Content-Type':'application/json'}}"));

        assertThat(masked)
                .isEqualTo(json(
                        "{'secretPosition':1,'client':'192.0.2.7','headers':{'Authorization':'***','X-Hub-Signature':'***',"
                                + "'Set-Cookie':'***','X-Api-Key':'***','Content-Type':'application/json'}}"));
    }

    @Test
    void headersStayListsAndNamedOnesAreHidden() {
        JsonObject headers = json("{'user-agent':['a'],'x-customer':['Ms Demo','b'],'x-hub-signature':['***']}");

        assertThat(new Mask(Set.of("X-Customer")).headers(headers))
                .isEqualTo(json("{'user-agent':['a'],'x-customer':['***'],'x-hub-signature':['***']}"));
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
