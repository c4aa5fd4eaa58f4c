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
            var vectors = (JArray)SigningHandler.Parse(File.ReadAllText(arguments[0]))["vectors"];
            foreach (var vector in vectors)
            {
                var headers = Headers.ToDictionary(header => header.Key, header => (string)vector[header.Value]);
                var text = Signer.StringToSign((string)vector["domain"], (string)vector["path"], headers, vector["body"]);
                Compare(vector, "string_to_sign", text);
                Compare(vector, "signature", Signer.Signature((string)vector["access_key"], text));
            }
            foreach (var body in new[] { "{'a': true}", "{'a': null}", "{'a': 1.5}", "{'a': [1], 'a0': 2}" })
                Refuse(SigningHandler.Parse(body));
            Console.WriteLine($"{vectors.Count} vectors pass");
            return 0;
        }

        private static void Compare(JToken vector, string member, string got)
        {
            if (got != (string)vector[member])
                throw new Exception($"{vector["name"]}: {member} is {got}, not {vector[member]}");
        }

        private static void Refuse(JToken body)
        {
            try
            {
                Signer.StringToSign("", "", new Dictionary<string, string>(), body);
            }
            catch (ArgumentException)
            {
                return;
            }
            throw new Exception($"{body} was signed");
        }
    }
}
