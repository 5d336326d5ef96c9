package dev.migrationcontrol.audit.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "  SHOP_DATABASE_URL: postgresql://shop:hunter2-Zq81@db.internal:5432/shop",
                "DB_PASSWORD=Tr0ub4dor",
                "export STRIPE_API_KEY='sk_live_4eC39HqLyjWDarjtT1zdp7dc'",
                "AWS_SECRET_ACCESS_KEY = wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKE0",
                "key: AKIAIOSFODNN7ABCDEFG",
                "\"session_secret\": \"9f86d081884c7d65\"",
                "redis://:p4ssw0rdOfRedis@cache:6379/0",
                "amqp://app:S3cretOfQueue@mq/",
                "-----BEGIN RSA PRIVATE KEY-----",
                "MIIEpAIBAAKCAQEA7bq8cmFZ4mFZ0kq3gJ7Xh2y9sD1fG5hJ8kL0mN3pQ6rS9tU2vW5xY8z",
                "token = 'correcthorsebatterystaple'",
                "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc",
                "GITHUB_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a"
            })
    void whatLooksLikeASecretIsOne(String line) {
        assertThat(SecretText.isIn("app.conf", line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TEST_DATABASE_URL=postgresql://shop:shop@localhost:5432/shop_test",
                "  POSTGRES_PASSWORD: postgres",
                "DB_PASSWORD=${DB_PASSWORD}",
                "password: {{ .Values.password }}",
                "token = os.environ[\"TOKEN\"]",
                "  TEST_DATABASE_URL: ${{ secrets.TEST_DATABASE_URL }}",
                "url = os.environ[\"DATABASE_TEST_URL\"]",
                "password = settings.database_password",
                "API_KEY=changeme",
                "SqlRunner(url).up()",
                ""
            })
    void referencesAndThrowAwayPasswordsAreNone(String line) {
        assertThat(SecretText.isIn("app.conf", line)).isFalse();
    }
}
