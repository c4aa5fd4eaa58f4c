using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Example
{
    /// <summary>Signs requests as signing.md explains.</summary>
    public static class Signer
    {
        /// <summary>Joins the six signed headers and the members of the body.</summary>
        public static string StringToSign(string domain, string path, IDictionary<string, string> headers, JToken body)
        {
            // Ordinal comparison is that of UTF-16 units; UTF-32 in big endian has the order of the code points.
            // A member that is named like a header and says the same is signed once.
            var leaves = headers.Concat(Flatten(body, "").Where(leaf => !headers.Contains(leaf)))
                .OrderBy(leaf => BitConverter.ToString(new UTF32Encoding(true, false).GetBytes(leaf.Key)), StringComparer.Ordinal)
                .ToList();
            for (var index = 1; index < leaves.Count; index++)
                if (leaves[index].Key == leaves[index - 1].Key)
                    throw new ArgumentException($"{leaves[index].Key}: two values have this name once they are flattened");
            return $"[POST]{domain}:{path}&" + string.Join("&", leaves.Select(leaf => $"{leaf.Key}={leaf.Value}"));
        }

        public static string Signature(string accessKey, string text)
        {
            using (var mac = new HMACSHA256(Encoding.UTF8.GetBytes(accessKey)))
                return Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes(text)));
        }

        private static IEnumerable<KeyValuePair<string, string>> Flatten(JToken value, string name)
        {
            if (value is JObject members)
                return members.Properties()
                    .SelectMany(member => Flatten(member.Value, name == "" ? member.Name : $"{name}.{member.Name}"));
            if (value is JArray elements)
                return elements.SelectMany((element, index) => Flatten(element, $"{name}{index}"));
            if (value.Type == JTokenType.String || value.Type == JTokenType.Integer)
                return new[] { new KeyValuePair<string, string>(name, FormattableString.Invariant($"{(JValue)value}")) };
            throw new ArgumentException($"{name}: {value} cannot be signed, only text and integers can");
        }
    }
}
