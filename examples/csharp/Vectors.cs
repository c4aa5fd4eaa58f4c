using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Example
{
    /// <summary>Holds the signer against signing-vectors.json, whose path is the argument.</summary>
    public static class Vectors
    {
        private static readonly Dictionary<string, string> Headers = new Dictionary<string, string>
        {
            ["accessId"] = "access_id",
            ["channel"] = "channel",
            ["platform"] = "platform",
            ["UTCTimestamp"] = "timestamp",
            ["nonce"] = "nonce",
            ["version"] = "version",
        };

        public static int Main(string[] arguments)
        {
            var published = SigningHandler.Parse(File.ReadAllText(arguments[0]));
            var vectors = (JArray)published["vectors"];
            var refused = (JArray)published["refused"];
            foreach (var vector in vectors)
            {
                var text = Signer.StringToSign(
                    (string)vector["domain"], (string)vector["path"], HeadersOf(vector), vector["body"]);
                Compare(vector, "string_to_sign", text);
                Compare(vector, "signature", Signer.Signature((string)vector["access_key"], text));
            }
            foreach (var vector in refused)
                Refuse(vector, HeadersOf(vectors[0]));
            Console.WriteLine($"{vectors.Count} vectors pass, {refused.Count} bodies are refused");
            return 0;
        }

        private static Dictionary<string, string> HeadersOf(JToken vector) =>
            Headers.ToDictionary(header => header.Key, header => (string)vector[header.Value]);

        private static void Compare(JToken vector, string member, string got)
        {
            if (got != (string)vector[member])
                throw new Exception($"{vector["name"]}: {member} is {got}, not {vector[member]}");
        }

        private static void Refuse(JToken vector, Dictionary<string, string> headers)
        {
            try
            {
                Signer.StringToSign("", "", headers, vector["body"]);
            }
            catch (ArgumentException)
            {
                return;
            }
            throw new Exception($"{vector["name"]} was signed");
        }
    }
}
